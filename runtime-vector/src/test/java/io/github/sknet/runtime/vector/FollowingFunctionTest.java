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
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function, slopes and products follow every kind of convolution, after the addition and before the sums over pixels. */
class FollowingFunctionTest {

    private static final int SIZE = 14;

    static Stream<Conv2d> convolutions() {
        return Stream.concat(wide(), Stream.of(Conv2d.of(64, 1, Window.of(3).padding(1))));
    }

    /** Those of which the lanes hold outputs: of fewer the lanes hold parts, and what is no function comes after their sum. */
    static Stream<Conv2d> wide() {
        return Stream.of(
                Conv2d.of(64, 64, Window.of(1)),
                Conv2d.of(5, 24, Window.of(3).padding(1)),
                Conv2d.of(64, 64, Window.of(3).padding(1)),
                Conv2d.of(64, 64, Window.of(3).padding(1)).withGroups(32));
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
        check(
                conv,
                function.name().replace('_', ' '),
                (builder, map) -> builder.add("function", new Activation(function), map));
    }

    /** The convolution and, where that is possible, the addition of its input. */
    private static Node summed(GraphBuilder builder, Conv2d conv) {
        Node last = builder.add("conv", conv, builder.input());
        boolean residual = conv.inChannels() == conv.outChannels();
        return residual ? builder.add("add", new Add(), last, builder.input()) : last;
    }

    private static void check(Graph graph, String what, String kernel) {
        ReferenceCase network =
                new ReferenceCase("following function", what, graph, List.of(new InputShape(1, SIZE, SIZE)));
        for (Kernels kernels : List.of(new VectorKernels(), new ScalarKernels())) {
            Plan plan = Plan.compile(graph, Generated.weights(graph), SIZE, SIZE, kernels);
            assertTrue(
                    plan.steps().stream().noneMatch(step -> step.kernel().equalsIgnoreCase(kernel)),
                    what + " is a step of its own: " + plan);
            network.verify(new KernelsAlone(kernels));
        }
    }

    @ParameterizedTest
    @MethodSource("wide")
    void slopesAreDoneByTheConvolution(Conv2d conv) {
        check(conv, "slope by channel", (builder, map) -> builder.add("slopes", new PRelu(conv.outChannels()), map));
    }

    /** By a map, by a vector; what is padded later has a border, which the factors have not. */
    @ParameterizedTest
    @MethodSource("wide")
    void productsAreDoneByTheConvolution(Conv2d conv) {
        int in = conv.inChannels();
        int out = conv.outChannels();
        check(conv, "product", (builder, map) -> {
            Node factors = builder.add("factors", Conv2d.of(in, out, Window.of(1)), builder.input());
            return builder.add("product", new Multiply(), factors, map);
        });
        check(conv, "scale", (builder, map) -> {
            Node vector = builder.add("vector", new GlobalAveragePool(), builder.input());
            Node factors = builder.add("factors", Linear.of(in, out), vector);
            Node swish = builder.add("swish", Activation.hardSwish(), map);
            Node product = builder.add("product", new Multiply(), swish, factors);
            builder.output(
                    "padded", builder.add("next", Conv2d.of(out, 8, Window.of(3).padding(1)), product));
            return product;
        });
    }

    private static void check(Conv2d conv, String kernel, BiFunction<GraphBuilder, Node, Node> following) {
        GraphBuilder builder = new GraphBuilder(conv.inChannels());
        Node last = following.apply(builder, summed(builder, conv));
        builder.output("map", last);
        builder.output("mean", builder.add("mean", new GlobalAveragePool(), last));
        check(builder.build(), conv + ", " + kernel, kernel);
    }
}
