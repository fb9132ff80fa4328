package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelScale;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import java.util.Collections;
import java.util.stream.Stream;

/** Operations that make each value of one value of each input: of maps, and of vectors. */
final class ValueByValue {

    private static final int[] CHANNELS = {1, 3, 4, 8, 13, 16, 33, 64};

    private ValueByValue() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(
                        single("batch normalisation", BatchNorm::of),
                        single("relu", channels -> Activation.relu()),
                        single("sigmoid", channels -> Activation.sigmoid()),
                        single("dropout", channels -> new Dropout(0.5f)),
                        single("drop path", channels -> new DropPath(0.5f)),
                        saturated(),
                        sums(),
                        scales())
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

    /** Values whose exponentials no float holds. */
    private static Family saturated() {
        Family family = new Family("sigmoid of large values");
        family.add("map of 5", 5, (b, x) -> b.add("sigmoid", Activation.sigmoid(), large(b, x)));
        family.addVector("vector of 5", 5, (b, x) -> b.add("sigmoid", Activation.sigmoid(), large(b, x)));
        return family;
    }

    /** 512 times a value. */
    static Node large(GraphBuilder builder, Node value) {
        Node large = value;
        for (int i = 0; i < 3; i++) {
            large = builder.add(value.name() + "-times-8-" + i, new Add(), Collections.nCopies(8, large));
        }
        return large;
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
        return family;
    }

    private static Family scales() {
        Family family = new Family("scale of channels");
        for (int channels : CHANNELS) {
            family.add("map of " + channels, channels, (b, x) -> {
                Node gate = b.add("gate", Activation.sigmoid(), b.add("mean", new GlobalAveragePool(), x));
                return b.add("scale", new ChannelScale(), x, gate);
            });
        }
        return family;
    }
}
