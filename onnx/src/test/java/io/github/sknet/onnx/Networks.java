package io.github.sknet.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Numbers for tests, and their comparison. */
final class Networks {

    private Networks() {}

    /** Parameters without any idle value: no bias is 0, no scale is 1. */
    static Weights randomWeights(Graph graph) {
        Random random = new Random(7);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters().forEach((name, spec) -> {
            Tensor tensor = Tensor.zeros(spec.shape());
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = draw(spec, random);
            }
            tensors.put(name, tensor);
        });
        return new Weights(tensors);
    }

    private static float draw(ParameterSpec spec, Random random) {
        double u = 2 * random.nextDouble() - 1;
        return (float)
                switch (spec.role()) {
                    case WEIGHT -> u * Math.sqrt(3.0 / spec.fanIn());
                    case BN_WEIGHT -> 1 + 0.2 * u;
                    case BN_VAR -> 1 + 0.5 * u;
                    case BIAS, BN_BIAS, BN_MEAN -> 0.3 * u;
                };
    }

    static Tensor randomInput(int batch, int channels, int height, int width) {
        Tensor tensor = Tensor.zeros(List.of(batch, channels, height, width));
        Random random = new Random(height * 31L + width);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    /** Same names, same shapes, and no value further off than the given share of the largest. */
    static void assertClose(Map<String, Tensor> expected, Map<String, Tensor> found, double tolerance) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, tensor) -> {
            assertEquals(tensor.shape(), found.get(name).shape(), name);
            double largest = 0;
            double worst = 0;
            for (int i = 0; i < tensor.values().length; i++) {
                largest = Math.max(largest, Math.abs(tensor.values()[i]));
                double error = Math.abs(tensor.values()[i] - found.get(name).values()[i]);
                worst = error <= worst ? worst : error;
            }
            assertTrue(worst <= tolerance * largest, name + ": off by " + worst + ", largest value " + largest);
        });
    }
}
