package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Select.Extent;
import io.github.sknet.graph.Select.Gate;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The paper's Fuse, and selections of every kind by themselves; in blocks they are among {@link Blocks}. */
final class Selections {

    private static final int[] CHANNELS = {1, 3, 8, 16, 33, 64};

    private static final int MOST_BRANCHES = 4;

    private Selections() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(fusions(), selections(), saturated(), elsewhere(), splitAttention(), spatial())
                .flatMap(family -> family.cases().stream());
    }

    /** Every gate of every extent. */
    private static List<Select> kinds(int branches) {
        return Stream.of(Gate.values())
                .flatMap(gate -> Stream.of(Extent.values()).map(extent -> new Select(branches, gate, extent)))
                .toList();
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

    /** Among slices of the input, by logits that a layer makes of it. */
    private static Family selections() {
        Family family = new Family("select");
        for (int m = 1; m <= MOST_BRANCHES; m++) {
            for (Select select : kinds(m)) {
                for (int channels : CHANNELS) {
                    int all = m * channels;
                    family.add(select + " of " + channels, all, (b, x) -> {
                        Node logits = select.extent() == Extent.CHANNEL
                                ? b.add("logits", Linear.of(all, all), b.add("vector", new GlobalAveragePool(), x))
                                : b.add("logits", Conv2d.of(all, select.branches(), Window.of(1)), x);
                        return select(b, select, branches(b, x, select.branches(), channels), logits);
                    });
                }
            }
        }
        return family;
    }

    private static Node select(GraphBuilder builder, Select select, List<Node> branches, Node logits) {
        List<Node> inputs = new ArrayList<>(branches);
        inputs.add(logits);
        return builder.add("select", select, inputs);
    }

    /** Logits whose exponentials no float holds. */
    private static Family saturated() {
        Family family = new Family("select by large logits");
        for (Select select : kinds(3)) {
            family.addPixel(select + " of 5", 15, (b, x) -> {
                Node given = select.extent() == Extent.CHANNEL
                        ? b.add("vector", new GlobalAveragePool(), x)
                        : b.add("three", new Slice(2, 5), x);
                return select(b, select, branches(b, x, 3, 5), ValueByValue.large(b, given));
            });
        }
        return family;
    }

    /** Logits that are made by several layers, that something else reads, too, or whose channels lie in another order. */
    private static Family elsewhere() {
        Family family = new Family("select by logits from elsewhere");
        for (Select select : kinds(3)) {
            family.add("a layer for each branch, " + select, 15, (b, x) -> {
                Node source = select.extent() == Extent.CHANNEL ? b.add("vector", new GlobalAveragePool(), x) : x;
                List<Node> logits = IntStream.range(0, 3)
                        .mapToObj(m -> select.extent() == Extent.CHANNEL
                                ? b.add("logits" + m, Linear.of(15, 5), source)
                                : b.add("logits" + m, Conv2d.of(15, 1, Window.of(1)), source))
                        .toList();
                Node all = b.add("logits", new Concat(), logits);
                return select(b, select, branches(b, x, 3, 5), all);
            });
        }
        for (Gate gate : Gate.values()) {
            family.add("the branches themselves, " + gate, 2, (b, x) -> {
                Node selected = select(b, new Select(2, gate, Extent.PIXEL), List.of(x, x), x);
                return b.add("both", new Concat(), selected, x);
            });
            family.add("a grouped convolution, " + gate, 64, (b, x) -> {
                Conv2d grouped = Conv2d.of(64, 4, Window.of(3).padding(1)).withGroups(4);
                Select select = new Select(4, gate, Extent.PIXEL);
                return select(b, select, branches(b, x, 4, 16), b.add("logits", grouped, x));
            });
        }
        return family;
    }

    /**
     * ResNeSt's split attention behind its grouped convolution (arXiv 2004.08955, §3.1): of R splits, whose logits come in K
     * cardinal groups, one after the other.
     */
    private static Family splitAttention() {
        Family family = new Family("split attention");
        for (int radix = 1; radix <= 3; radix++) {
            for (int cardinality = 1; cardinality <= 2; cardinality++) {
                int channels = 8;
                int groups = radix * cardinality;
                Gate gate = radix == 1 ? Gate.SIGMOID : Gate.SOFTMAX;
                Select select = new Select(radix, gate, Extent.CHANNEL);
                List<Integer> order = splitBySplit(radix, cardinality, channels);
                family.add("radix " + radix + ", cardinality " + cardinality, radix * channels, (b, x) -> {
                    Node maps = b.add(
                            "conv",
                            Conv2d.of(order.size(), order.size(), Window.of(3).padding(1))
                                    .withGroups(groups),
                            x);
                    List<Node> splits = branches(b, maps, select.branches(), channels);
                    Node z = b.add("fc1", Linear.of(channels, 4), b.add("fuse", new Fuse(), splits));
                    Node logits = b.add("fc2", Linear.of(4, order.size()), z);
                    return select(b, select, splits, b.add("order", new ChannelPermute(order), logits));
                });
            }
        }
        return family;
    }

    /** Where the logit of each channel of each split is among those of cardinal groups. */
    private static List<Integer> splitBySplit(int radix, int cardinality, int channels) {
        int width = channels / cardinality;
        List<Integer> order = new ArrayList<>();
        for (int r = 0; r < radix; r++) {
            for (int c = 0; c < channels; c++) {
                order.add((c / width * radix + r) * width + c % width);
            }
        }
        return order;
    }

    /** LSKNet's selection among a kernel and one that follows it (arXiv 2303.09030, §3.3), without its two poolings. */
    private static Family spatial() {
        Family family = new Family("spatial selection");
        family.add("5×5 and 7×7 dilation 3 of 16", 16, (b, x) -> {
            Node five =
                    b.add("conv0", Conv2d.of(16, 16, Window.of(5).padding(2)).withGroups(16), x);
            Node wide = b.add(
                    "conv_spatial",
                    Conv2d.of(16, 16, Window.of(7).dilation(3).samePadding()).withGroups(16),
                    five);
            Node first = b.add("conv1", Conv2d.of(16, 8, Window.of(1)), five);
            Node second = b.add("conv2", Conv2d.of(16, 8, Window.of(1)), wide);
            Node both = b.add("both", new Concat(), first, second);
            Node logits = b.add("conv_squeeze", Conv2d.of(16, 2, Window.of(7).padding(3)), both);
            Select select = new Select(2, Gate.SIGMOID, Extent.PIXEL);
            Node selected = select(b, select, List.of(first, second), logits);
            return b.add("conv", Conv2d.of(8, 16, Window.of(1)), selected);
        });
        return family;
    }
}
