package io.github.sknet.conformance.operations;

import static io.github.sknet.graph.Resize.Coordinates.HALF_PIXEL;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.SpaceToDepth;
import java.util.stream.Stream;

/** Channels taken apart, put together and in another order, where vectors divide them and where not. */
final class ChannelMoves {

    private static final int[][] SLICES = {{8, 0, 4}, {8, 4, 8}, {21, 1, 20}, {64, 16, 48}, {33, 32, 33}, {64, 5, 37}};

    private static final int[][] GROUPS = {{8, 2}, {8, 4}, {12, 3}, {64, 16}, {64, 2}, {30, 5}};

    private static final int[][] BLOCKS = {{1, 3}, {2, 1}, {2, 16}, {3, 5}, {4, 3}};

    private ChannelMoves() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(slices(), concatenations(), permutations(), blocks())
                .flatMap(family -> family.cases().stream());
    }

    /** Channels as pixels, and pixels as channels. */
    private static Family blocks() {
        Family family = new Family("blocks of pixels as channels");
        for (DepthToSpace.Order order : DepthToSpace.Order.values()) {
            for (int[] size : BLOCKS) {
                int block = size[0];
                int channels = size[1];
                DepthToSpace wide = new DepthToSpace(block, order);
                SpaceToDepth deep = new SpaceToDepth(block, order);
                family.add(wide + " to " + channels, channels * block * block, (b, x) -> b.add("wide", wide, x));
                family.add(deep + " of " + channels, channels, (b, x) -> {
                    Extent.Scale enlarged = new Extent.Scale(block, block);
                    Node large = b.add("large", new Resize(Resize.Mode.BILINEAR, HALF_PIXEL, enlarged), x);
                    return b.add("deep", deep, large);
                });
            }
        }
        return family;
    }

    private static Family slices() {
        Family family = new Family("slice");
        for (int[] slice : SLICES) {
            Slice op = new Slice(slice[1], slice[2]);
            String what = slice[1] + " to " + slice[2] + " of " + slice[0];
            family.add("map, " + what, slice[0], (b, x) -> b.add("slice", op, x));
            family.addVector("vector, " + what, slice[0], (b, x) -> b.add("slice", op, x));
        }
        return family;
    }

    private static Family concatenations() {
        Family family = new Family("concatenation");
        for (int[] slice : SLICES) {
            Slice op = new Slice(slice[1], slice[2]);
            String what = slice[0] + " and their " + slice[1] + " to " + slice[2];
            family.add("map, " + what, slice[0], (b, x) -> {
                Node relu = b.add("relu", Activation.relu(), b.add("slice", op, x));
                return b.add("concat", new Concat(), x, relu, x);
            });
            family.addVector(
                    "vector, " + what, slice[0], (b, x) -> b.add("concat", new Concat(), b.add("slice", op, x), x));
        }
        return family;
    }

    private static Family permutations() {
        Family family = new Family("order of channels");
        for (int[] group : GROUPS) {
            String what = group[0] + " in " + group[1] + " groups";
            ChannelPermute transposed = ChannelPermute.transpose(group[0], group[1]);
            ChannelPermute random = ChannelPermute.randomWithinGroups(group[0], group[1], 3);
            family.add("map transposed, " + what, group[0], (b, x) -> b.add("order", transposed, x));
            family.add("map at random, " + what, group[0], (b, x) -> b.add("order", random, x));
            family.addVector("vector at random, " + what, group[0], (b, x) -> b.add("order", random, x));
        }
        return family;
    }
}
