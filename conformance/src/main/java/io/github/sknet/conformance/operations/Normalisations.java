package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.LocalResponseNorm;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.Window;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What normalises values by others of the same sample. */
final class Normalisations {

    private static final int[] CHANNELS = {1, 3, 4, 8, 13, 16, 33, 64};

    private Normalisations() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(layers(), groups(), local(), softmax()).flatMap(family -> family.cases().stream());
    }

    private static Family layers() {
        Family family = new Family("layer normalisation");
        for (int channels : CHANNELS) {
            addBoth(family, "over " + channels, channels, new LayerNorm(channels, 1e-3f));
        }
        return family;
    }

    private static Family groups() {
        Family family = new Family("group normalisation");
        for (int channels : CHANNELS) {
            IntStream.of(1, 2, channels)
                    .distinct()
                    .filter(g -> channels % g == 0)
                    .forEach(groups -> {
                        GroupNorm norm = new GroupNorm(groups, channels, 1e-3f);
                        family.add(groups + " of " + channels, channels, (b, x) -> b.add("norm", norm, x));
                    });
        }
        return family;
    }

    private static Family local() {
        Family family = new Family("local response normalisation");
        for (int channels : CHANNELS) {
            addBoth(family, "5 of " + channels, channels, new LocalResponseNorm(5, 1e-4f, 0.75f, 1));
            addBoth(family, "3 of " + channels, channels, new LocalResponseNorm(3, 2, 0.5f, 1.5f));
            addBoth(family, "1 of " + channels, channels, new LocalResponseNorm(1, 1, 1, 2));
        }
        return family;
    }

    private static Family softmax() {
        Family family = new Family("softmax over channels");
        for (int channels : CHANNELS) {
            addBoth(family, "of " + channels, channels, new Softmax());
        }
        family.add("of large values", 5, (b, x) -> b.add("softmax", new Softmax(), ValueByValue.large(b, x)));
        return family;
    }

    /** Of maps, of vectors, and of maps whose channels may lie in another order. */
    private static void addBoth(Family family, String what, int channels, Op op) {
        family.add("map, " + what, channels, (b, x) -> b.add("op", op, x));
        family.addVector("vector, " + what, channels, (b, x) -> b.add("op", op, x));
        Conv2d apart = Conv2d.of(channels, channels, Window.of(3).padding(1)).withGroups(channels);
        family.add("map convolved channel by channel, " + what, channels, (b, x) -> {
            Node convolved = b.add("conv", apart, x);
            return b.add("last", apart, b.add("op", op, convolved));
        });
    }
}
