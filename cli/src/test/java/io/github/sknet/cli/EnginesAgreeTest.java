package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.numbers.UniformStream;
import io.github.sknet.engine.Engines;
import io.github.sknet.engine.Prediction;
import io.github.sknet.engine.Predictor;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.Summary;
import io.github.sknet.models.Models;
import io.github.sknet.models.RegisteredModel;
import io.github.sknet.weights.Tensor;
import io.github.sknet.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered model, exported to ONNX, gives libtorch's outputs and attention: two sizes, two batch sizes. */
class EnginesAgreeTest {

    private static final double TOLERANCE = 1e-5;
    private static final int CLASSES = 7;

    /** Batch and size. */
    private static final int[][] SHAPES = {{1, 64}, {1, 97}, {2, 64}, {2, 97}};

    private static final int[][] LARGE_SHAPES = {{1, 64}, {2, 97}};

    /** Larger networks are run twice rather than four times and without attention: the small of their family have it. */
    private static final long LARGE = 15_000_000;

    static Stream<String> models() {
        return Models.all().stream().map(RegisteredModel::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void onnxAgreesWithTorch(String name) {
        RegisteredModel model = Models.named(name);
        Graph graph = model.build(model.defaults().withClasses(CLASSES));
        Weights weights = weights(graph);
        boolean large = Summary.of(graph, 64, 64).parameters() > LARGE;
        try (Predictor onnx = Engines.named("onnx").load(graph, weights, 2);
                Predictor torch = Engines.named("torch").load(graph, weights, 2)) {
            for (int[] shape : large ? LARGE_SHAPES : SHAPES) {
                Tensor input = input(shape[0], graph.inputChannels(), shape[1]);
                compare(torch.predict(input, !large), onnx.predict(input, !large));
            }
        }
    }

    private static Tensor input(int batch, int channels, int size) {
        float[] values = new UniformStream("input").next(batch * channels * size * size);
        return new Tensor(List.of(batch, channels, size, size), values);
    }

    /** As the fixtures have them: every value random, and the signal neither fades nor grows. */
    private static Weights weights(Graph graph) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters().forEach((name, spec) -> tensors.put(name, new Tensor(spec.shape(), values(name, spec))));
        return new Weights(tensors);
    }

    private static float[] values(String name, ParameterSpec spec) {
        float[] values = new UniformStream(name).next((int) spec.elements());
        float scale = (float) Math.sqrt(3.0 / spec.fanIn());
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (spec.role()) {
                case WEIGHT -> values[i] * scale;
                case BIAS, BN_BIAS, BN_MEAN -> 0.1f * values[i];
                case BN_WEIGHT -> 1 + 0.2f * values[i];
                case BN_VAR -> 1 + 0.5f * values[i];
            };
        }
        return values;
    }

    private static void compare(Prediction expected, Prediction found) {
        compare(expected.outputs(), found.outputs());
        compare(expected.attention(), found.attention());
    }

    private static void compare(Map<String, Tensor> expected, Map<String, Tensor> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, tensor) -> {
            assertEquals(tensor.shape(), found.get(name).shape(), name);
            double largest = 0;
            double worst = 0;
            for (int i = 0; i < tensor.values().length; i++) {
                largest = Math.max(largest, Math.abs(tensor.values()[i]));
                double error = Math.abs(tensor.values()[i] - found.get(name).values()[i]);
                // Written so that a NaN is the worst error of all.
                worst = error <= worst ? worst : error;
            }
            assertTrue(worst <= TOLERANCE * largest, name + ": off by " + worst + ", largest value " + largest);
        });
    }
}
