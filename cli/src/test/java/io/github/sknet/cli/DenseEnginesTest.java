package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.engine.Engines;
import io.github.sknet.engine.Predictor;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.models.Architecture;
import io.github.sknet.weights.Tensor;
import io.github.sknet.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detectors and segmenters give the same numbers in every engine, at even and odd sizes. */
class DenseEnginesTest {

    private static final List<String> ENGINES = List.of("java", "torch");

    /** Weights with BatchNorms that do something, as after training. */
    private static Weights trained(Graph graph) {
        Random random = new Random(3);
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(graph, 1).tensors());
        graph.parameters().forEach((name, spec) -> {
            float[] values = tensors.get(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] = change(spec.role(), values[i], random);
            }
        });
        return new Weights(tensors);
    }

    private static float change(ParameterSpec.Role role, float value, Random random) {
        return switch (role) {
            case BN_WEIGHT, BN_VAR -> (float) (value * (0.8 + 0.4 * random.nextDouble()));
            case BN_BIAS, BN_MEAN -> (float) (0.1 * random.nextGaussian());
            default -> value;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "fcos_sk_small, true, 67, 101",
        "fcos_resnet_small, false, 64, 96",
        "semantic_fpn_sk_small, true, 61, 77",
        "deeplab_sk_small, false, 64, 96",
        "deeplab_sk_small, true, 83, 61"
    })
    void rawOutputsAgree(String model, boolean selectiveHead, int height, int width) {
        Graph graph = Architecture.of(model, 5, 3)
                .withOption("selectiveHead", Boolean.toString(selectiveHead))
                .build();
        Weights weights = trained(graph);
        Tensor input = input(height, width);
        Map<String, Tensor> expected = outputs("onnx", graph, weights, input);
        for (String engine : ENGINES) {
            Map<String, Tensor> found = outputs(engine, graph, weights, input);
            assertEquals(expected.keySet(), found.keySet(), engine);
            expected.forEach((name, tensor) -> assertClose(tensor, found.get(name), engine + ": " + name));
        }
    }

    private static Tensor input(int height, int width) {
        Tensor input = Tensor.zeros(List.of(2, 3, height, width));
        Random random = new Random(7);
        for (int i = 0; i < input.values().length; i++) {
            input.values()[i] = (float) random.nextGaussian();
        }
        return input;
    }

    private static Map<String, Tensor> outputs(String engine, Graph graph, Weights weights, Tensor input) {
        try (Predictor predictor = Engines.named(engine).load(graph, weights, 2)) {
            return predictor.predict(input, false).outputs();
        }
    }

    private static void assertClose(Tensor expected, Tensor found, String what) {
        assertEquals(expected.shape(), found.shape(), what);
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.values().length; i++) {
            largest = Math.max(largest, Math.abs(expected.values()[i]));
            worst = Math.max(worst, Math.abs(expected.values()[i] - found.values()[i]));
        }
        assertTrue(worst <= 1e-5 * largest, what + " differs by " + worst + ", the largest being " + largest);
    }
}
