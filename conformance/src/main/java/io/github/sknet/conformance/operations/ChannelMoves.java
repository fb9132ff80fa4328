package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Slice;
import java.util.stream.Stream;

/** Channels taken apart, put together and in another order, where vectors divide them and where not. */
final class ChannelMoves {

    private static final int[][] SLICES = {{8, 0, 4}, {8, 4, 8}, {21, 1, 20}, {64, 16, 48}, {33, 32, 33}, {64, 5, 37}};

    private static final int[][] GROUPS = {{8, 2}, {8, 4}, {12, 3}, {64, 16}, {64, 2}, {30, 5}};

    private ChannelMoves() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(slices(), concatenations(), permutations()).flatMap(family -> family.cases().stream());
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
