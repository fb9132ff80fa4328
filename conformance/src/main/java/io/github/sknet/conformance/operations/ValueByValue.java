package io.github.sknet.conformance.operations;

import static io.github.sknet.graph.ChannelPool.Kind.LARGEST;
import static io.github.sknet.graph.ChannelPool.Kind.MEAN;
import static io.github.sknet.graph.Resize.Coordinates.ASYMMETRIC;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelAffine;
import io.github.sknet.graph.ChannelPool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Extent;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.stream.Stream;

/** Operations that make each value of one value of each input: of maps, and of vectors. */
final class ValueByValue {

    private static final int[] CHANNELS = {1, 3, 4, 8, 13, 16, 33, 64};

    private static final Extent ONE_PIXEL = new Extent.Fixed(Size.square(1));

    private ValueByValue() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(
                        single("batch normalisation", BatchNorm::of),
                        functions(),
                        single("slope by channel", PRelu::new),
                        single("affine by channel", channels -> new ChannelAffine(channels, channels % 2 == 0, 1)),
                        single("dropout", channels -> new Dropout(0.5f)),
                        single("drop path", channels -> new DropPath(0.5f)),
                        saturated(),
                        sums(),
                        products())
                .flatMap(family -> family.cases().stream());
    }

    @FunctionalInterface
    private interface OpOfChannels {
        Op of(int channels);
    }

    private static Family single(String name, OpOfChannels operation) {
        Family family = new Family(name);
        for (int channels : CHANNELS) {
            Op op = operation.of(channels);
            family.add("map of " + channels, channels, (b, x) -> b.add("op", op, x));
            family.addVector("vector of " + channels, channels, (b, x) -> b.add("op", op, x));
        }
        return family;
    }

    /** Each function of maps and vectors, by itself and right after a convolution, with usual parameters and others. */
    private static Family functions() {
        Family family = new Family("function");
        // One value alone may be so small that what is lost before it is large beside it.
        int turn = 1;
        for (Activation function : allFunctions().toList()) {
            int channels = CHANNELS[Math.max(1, turn++ % CHANNELS.length)];
            family.add(function + " of a map", channels, (b, x) -> apply(b, function, eightfold(b, x)));
            family.addVector(function + " of a vector", channels, (b, x) -> apply(b, function, eightfold(b, x)));
            Conv2d convolution = Conv2d.of(channels, 2 * channels, Window.of(3).padding(1));
            family.add(
                    function + " after a convolution",
                    channels,
                    (b, x) -> apply(b, function, b.add("c", convolution, x)));
        }
        return family;
    }

    private static Stream<Activation> allFunctions() {
        return Stream.concat(
                Stream.of(Activation.Function.values()).map(Activation::new),
                Stream.of(
                        Activation.leakyRelu(1.5f),
                        Activation.leakyRelu(-0.2f),
                        Activation.clip(0, 6),
                        Activation.clip(-0.5f, 0.25f),
                        Activation.clip(1, Float.MAX_VALUE),
                        Activation.linear(-0.75f, 2),
                        new Activation(Activation.Function.ELU, 0.5f, 0),
                        new Activation(Activation.Function.SELU, 0.5f, 2),
                        new Activation(Activation.Function.HARD_SIGMOID, 0.2f, 0.4f)));
    }

    /** A function where it is defined: a root of what is not negative. */
    private static Node apply(GraphBuilder b, Activation function, Node x) {
        Node argument = function.function() == Activation.Function.SQRT ? b.add("r", Activation.clip(0.01f, 9), x) : x;
        return b.add("function", function, argument);
    }

    private static Node eightfold(GraphBuilder b, Node x) {
        return b.add("eightfold", Activation.linear(8, 0), x);
    }

    /** Values whose exponentials no float holds. */
    private static Family saturated() {
        Family family = new Family("function of large values");
        allFunctions()
                .filter(function -> function.function() != Activation.Function.EXP)
                .forEach(function -> {
                    family.add(function + " of a map", 5, (b, x) -> apply(b, function, large(b, x)));
                    family.addVector(function + " of a vector", 5, (b, x) -> apply(b, function, large(b, x)));
                });
        return family;
    }

    /** 512 times a value. */
    static Node large(GraphBuilder builder, Node value) {
        return builder.add(value.name() + "-times-512", Activation.linear(512, 0), value);
    }

    private static Family sums() {
        Family family = new Family("sum");
        for (int channels : CHANNELS) {
            family.add("of a map of " + channels + " and what became of it", channels, (b, x) -> {
                Node relu = b.add("relu", Activation.relu(), x);
                return b.add("sum", new Add(), relu, x);
            });
            family.addVector("of three vectors of " + channels, channels, (b, x) -> {
                Node gate = b.add("gate", Activation.sigmoid(), x);
                return b.add("sum", new Add(), x, gate, x);
            });
        }
        addRepeated(family, new Add());
        return family;
    }

    private static Family products() {
        Family family = new Family("product");
        addRepeated(family, new Multiply());
        for (int channels : CHANNELS) {
            family.add("of a map of " + channels + " and its square", channels, (b, x) -> {
                Node square = b.add("square", new Multiply(), x, x);
                return b.add("product", new Multiply(), x, square);
            });
            family.addVector("of a vector of " + channels + " and its gate", channels, (b, x) -> {
                Node gate = b.add("gate", Activation.sigmoid(), x);
                return b.add("product", new Multiply(), x, gate);
            });
        }
        return family;
    }

    /** Two values, the second repeated over pixels, over channels, over both. */
    private static void addRepeated(Family family, Op op) {
        for (int channels : CHANNELS) {
            String of = "of a map of " + channels;
            family.add(of + " and a vector", channels, (b, x) -> {
                Node gate = b.add("gate", Activation.sigmoid(), b.add("mean", new GlobalAveragePool(), x));
                return b.add("op", op, x, gate);
            });
            family.add(of + " and a map of one channel", channels, (b, x) -> {
                Node gate = b.add("gate", Activation.sigmoid(), b.add("pool", new ChannelPool(MEAN), x));
                return b.add("op", op, x, gate);
            });
            family.add(of + " and one value", channels, (b, x) -> {
                Node pooled = b.add("pool", new ChannelPool(LARGEST), x);
                return b.add("op", op, x, b.add("mean", new GlobalAveragePool(), pooled));
            });
            family.add(of + " and a map of one pixel", channels, (b, x) -> {
                Node pixel = b.add("pixel", new Resize(Resize.Mode.NEAREST, ASYMMETRIC, ONE_PIXEL), x);
                return b.add("op", op, x, pixel);
            });
            family.add(of + " after a convolution", channels, (b, x) -> {
                Node convolved = b.add("conv", Conv2d.of(channels, channels, Window.of(1)), x);
                Node gate = b.add("gate", Activation.sigmoid(), b.add("mean", new GlobalAveragePool(), x));
                return b.add("op", op, convolved, gate);
            });
        }
    }
}
