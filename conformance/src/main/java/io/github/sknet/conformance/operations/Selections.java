package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The paper's Fuse and Select by themselves; in blocks they are among {@link Blocks}. */
final class Selections {

    private static final int[] CHANNELS = {1, 3, 8, 16, 33, 64};

    private static final int MOST_BRANCHES = 4;

    private Selections() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(fusions(), selections(), saturated()).flatMap(family -> family.cases().stream());
    }

    /** Branches that differ: slices of the input, one after the other. */
    private static List<Node> branches(GraphBuilder builder, Node input, int branches, int channels) {
        return IntStream.range(0, branches)
                .mapToObj(m -> builder.add("branch" + m, new Slice(m * channels, (m + 1) * channels), input))
                .toList();
    }

    private static Family fusions() {
        Family family = new Family("fuse");
        for (int m = 1; m <= MOST_BRANCHES; m++) {
            for (int channels : CHANNELS) {
                int branches = m;
                family.add(
                        branches + " branches of " + channels,
                        branches * channels,
                        (b, x) -> b.add("fuse", new Fuse(), branches(b, x, branches, channels)));
            }
        }
        return family;
    }

    private static Family selections() {
        Family family = new Family("select");
        for (int m = 1; m <= MOST_BRANCHES; m++) {
            for (int channels : CHANNELS) {
                int branches = m;
                family.add(branches + " branches of " + channels, branches * channels, (b, x) -> {
                    Node vector = b.add("vector", new GlobalAveragePool(), x);
                    return select(b, branches(b, x, branches, channels), vector, channels);
                });
            }
        }
        return family;
    }

    /** Logits whose exponentials no float holds. */
    private static Family saturated() {
        Family family = new Family("select by large logits");
        family.add("3 branches of 5", 15, (b, x) -> {
            Node vector = ValueByValue.large(b, b.add("vector", new GlobalAveragePool(), x));
            return select(b, branches(b, x, 3, 5), vector, 5);
        });
        return family;
    }

    private static Node select(GraphBuilder builder, List<Node> branches, Node vector, int channels) {
        List<Node> inputs = new ArrayList<>(branches);
        for (int m = 0; m < branches.size(); m++) {
            inputs.add(builder.add("logits" + m, Linear.of(branches.size() * channels, channels), vector));
        }
        return builder.add("select", new Select(branches.size()), inputs);
    }
}
