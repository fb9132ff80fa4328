package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.numbers.Generated;
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
import java.util.List;
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
            // Of what is negative there is no root.
            if (function != Activation.Function.SQRT) {
                check(conv, function);
            }
        }
    }

    private static void check(Conv2d conv, Activation.Function function) {
        GraphBuilder builder = new GraphBuilder(conv.inChannels());
        Node last = builder.add("conv", conv, builder.input());
        boolean residual = conv.inChannels() == conv.outChannels();
        last = residual ? builder.add("add", new Add(), last, builder.input()) : last;
        last = builder.add("function", new Activation(function), last);
        builder.output("map", last);
        builder.output("mean", builder.add("mean", new GlobalAveragePool(), last));
        Graph graph = builder.build();
        String what = conv + ", " + function;
        ReferenceCase network =
                new ReferenceCase("following function", what, graph, List.of(new InputShape(1, SIZE, SIZE)));
        for (Kernels kernels : List.of(new VectorKernels(), new ScalarKernels())) {
            Plan plan = Plan.compile(graph, Generated.weights(graph), SIZE, SIZE, kernels);
            assertTrue(
                    plan.steps().stream()
                            .noneMatch(step -> step.kernel()
                                    .equalsIgnoreCase(function.name().replace('_', ' '))),
                    what + " is a step of its own: " + plan);
            network.verify(new KernelsAlone(kernels));
        }
    }
}
