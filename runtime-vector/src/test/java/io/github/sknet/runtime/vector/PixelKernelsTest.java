package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Poolings and resizings by vectors, held against the plain loops. */
class PixelKernelsTest {

    private static final int CHANNELS = 40;

    @ParameterizedTest
    @CsvSource({"7, 9", "8, 8", "13, 6", "2, 3"})
    void vectorsGiveWhatPlainLoopsGive(int height, int width) {
        GraphBuilder builder = new GraphBuilder(CHANNELS);
        Node input = builder.input();
        Node largest = builder.add("largest", new MaxPool(Window.of(2).stride(2), true), input);
        builder.output("max", largest);
        Window window = Window.of(3).stride(2).padding(1);
        builder.output("mean", builder.add("mean", new AveragePool(window, false, false), input));
        builder.output("padded", builder.add("padded", new AveragePool(window, true, true), input));
        builder.output("bilinear", builder.add("bilinear", new Resize(Resize.Mode.BILINEAR), largest, input));
        builder.output("nearest", builder.add("nearest", new Resize(Resize.Mode.NEAREST), largest, input));
        builder.output("smaller", builder.add("smaller", new Resize(Resize.Mode.BILINEAR), input, largest));
        Graph graph = builder.build();
        float[] image = random(CHANNELS * height * width);
        // What an output has no share of does not reach it.
        image[0] = Float.POSITIVE_INFINITY;
        compare(graph, height, width, image);
    }

    private static void compare(Graph graph, int height, int width, float[] image) {
        Map<String, float[]> expected = outputs(graph, height, width, image, new ScalarKernels());
        Map<String, float[]> actual = outputs(graph, height, width, image, new VectorKernels());
        expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), 1e-5f, name));
    }

    private static Map<String, float[]> outputs(Graph graph, int height, int width, float[] image, Kernels kernels) {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        Plan.compile(graph, new Weights(Map.of()), height, width, kernels)
                .session()
                .predict(image, false)
                .outputs()
                .forEach((name, tensor) -> outputs.put(name, tensor.values()));
        return outputs;
    }

    private static float[] random(int count) {
        Random random = new Random(8);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
