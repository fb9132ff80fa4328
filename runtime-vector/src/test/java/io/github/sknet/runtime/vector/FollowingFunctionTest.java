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
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.weights.Tensor;
import io.github.sknet.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function follows every kind of convolution, after the addition and before the sums over pixels. */
class FollowingFunctionTest {

    private static final int SIZE = 14;

    static Stream<Conv2d> convolutions() {
        return Stream.of(
                Conv2d.of(64, 64, Window.of(1)),
                Conv2d.of(5, 24, Window.of(3).padding(1)),
                Conv2d.of(64, 64, Window.of(3).padding(1)),
                Conv2d.of(64, 64, Window.of(3).padding(1)).withGroups(32),
                Conv2d.of(64, 1, Window.of(3).padding(1)));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void aFunctionIsDoneByTheConvolution(Conv2d conv) {
        for (Activation.Function function : Activation.Function.values()) {
            check(conv, function);
        }
    }

    private static void check(Conv2d conv, Activation.Function function) {
        Random random = new Random(3);
        boolean residual = conv.inChannels() == conv.outChannels();
        GraphBuilder builder = new GraphBuilder(conv.inChannels());
        Node last = builder.add("conv", conv, builder.input());
        last = residual ? builder.add("add", new Add(), last, builder.input()) : last;
        last = builder.add("function", new Activation(function), last);
        builder.output("map", last);
        builder.output("mean", builder.add("mean", new GlobalAveragePool(), last));
        Graph graph = builder.build();
        Tensor weight = random(
                random,
                conv.outChannels(),
                conv.inChannels() / conv.groups(),
                conv.window().kernel().height(),
                conv.window().kernel().width());
        Tensor input = random(random, 1, conv.inChannels(), SIZE, SIZE);
        double[] expected = NaiveConvolution.compute(conv, input, weight.values(), null);
        double[] means = new double[conv.outChannels()];
        for (int i = 0; i < expected.length; i++) {
            double sum = expected[i] + (residual ? input.values()[i] : 0);
            expected[i] = function == Activation.Function.RELU ? Math.max(0, sum) : 1 / (1 + Math.exp(-sum));
            means[i / (SIZE * SIZE)] += expected[i] / (SIZE * SIZE);
        }
        for (Kernels kernels : List.of(new VectorKernels(), new ScalarKernels())) {
            Plan plan = Plan.compile(graph, new Weights(Map.of("conv.weight", weight)), SIZE, SIZE, kernels);
            String what = conv + ", " + function + ", " + kernels.name();
            assertTrue(
                    plan.steps().stream().noneMatch(step -> step.kernel().equalsIgnoreCase(function.name())),
                    what + " is a step of its own: " + plan);
            Map<String, Tensor> outputs =
                    plan.session().predict(input.values(), false).outputs();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], outputs.get("map").values()[i], 1e-4, what + ", value " + i);
            }
            for (int c = 0; c < means.length; c++) {
                assertEquals(means[c], outputs.get("mean").values()[c], 1e-4, what + ", mean " + c);
            }
        }
    }

    private static Tensor random(Random random, Integer... shape) {
        Tensor tensor = Tensor.zeros(List.of(shape));
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = random.nextFloat() - 0.5f;
        }
        return tensor;
    }
}
