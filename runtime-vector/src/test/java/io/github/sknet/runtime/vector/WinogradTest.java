package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.Team;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows a convolution by Winograd's filtering: residual, ReLU and the mean over the map, at even and odd sizes. */
class WinogradTest {

    private static final int CHANNELS = 64;

    @ParameterizedTest(name = "{0}×{1}, dilation {2}")
    @CsvSource({"14, 14, 1", "13, 15, 1", "5, 60, 1", "18, 20, 2", "19, 21, 3", "33, 32, 1"})
    void residualReluAndSumsFollowAtAnySize(int height, int width, int dilation) {
        Random random = new Random(height * 100 + width);
        Window window = new Window(new Size(3, 3), new Size(1, 1), Size.square(dilation), Size.square(dilation));
        Conv2d conv = Conv2d.of(CHANNELS, CHANNELS, window);
        GraphBuilder builder = new GraphBuilder(CHANNELS);
        Node sum = builder.add("add", new Add(), builder.add("conv", conv, builder.input()), builder.input());
        Node relu = builder.add("relu", Activation.relu(), sum);
        builder.output("map", relu);
        builder.output("mean", builder.add("mean", new GlobalAveragePool(), relu));
        Graph graph = builder.build();
        float[] input = random(random, CHANNELS * height * width);
        Tensor weight = new Tensor(List.of(CHANNELS, CHANNELS, 3, 3), random(random, CHANNELS * CHANNELS * 9));

        double[] expected = NaiveConvolution.compute(
                conv, new Tensor(List.of(1, CHANNELS, height, width), input), weight.values(), null);
        double[] means = new double[CHANNELS];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.max(0, expected[i] + input[i]);
            means[i / (height * width)] += expected[i] / (height * width);
        }
        for (Kernels kernels : List.of(new VectorKernels(), new ScalarKernels())) {
            Plan plan = Plan.compile(graph, new Weights(Map.of("conv.weight", weight)), height, width, kernels);
            String steps = plan.toString();
            assertTrue(steps.contains("winograd") && steps.contains("+ residual + ReLU + sums"), steps);
            try (Team team = Team.of(2)) {
                Map<String, Tensor> outputs =
                        plan.session(team).predict(input, false).outputs();
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], outputs.get("map").values()[i], 1e-4, kernels.name() + ", value " + i);
                }
                for (int c = 0; c < CHANNELS; c++) {
                    assertEquals(means[c], outputs.get("mean").values()[c], 1e-4, kernels.name() + ", channel " + c);
                }
            }
        }
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
