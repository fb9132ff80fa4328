package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Extent;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.stream.Stream;

/** Maps at another size: that of another map, times a factor, always the same; and vectors spread. */
final class Resizings {

    private static final int[] CHANNELS = {1, 3, 16, 21};

    private static final Window HALVING = Window.of(2).stride(2);
    private static final Window UNEVEN = new Window(new Size(3, 2), new Size(3, 1), Size.square(0), Size.square(1));

    private static final List<Extent> EXTENTS = List.of(
            new Extent.Scale(2, 2),
            new Extent.Scale(3, 1),
            new Extent.Scale(1.5f, 2.25f),
            new Extent.Fixed(new Size(2, 2)),
            new Extent.Fixed(new Size(5, 8)));

    private Resizings() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(Resize.Mode.values())
                .flatMap(mode -> Stream.concat(like(mode).cases().stream(), given(mode).cases().stream()));
    }

    /** At the size of another map. */
    private static Family like(Resize.Mode mode) {
        Family family = new Family("resizing, " + mode);
        Resize resize = new Resize(mode);
        for (int channels : CHANNELS) {
            for (Window window : new Window[] {HALVING, UNEVEN}) {
                String what = channels + " channels, " + window;
                family.add("larger, " + what, channels, window.kernel(), (b, x) -> {
                    Node small = b.add("small", new MaxPool(window, true), x);
                    return b.add("resize", resize, small, x);
                });
                family.add("smaller, " + what, channels, window.kernel(), (b, x) -> {
                    Node small = b.add("small", new MaxPool(window, true), x);
                    return b.add("resize", resize, x, small);
                });
            }
            family.add("the same, " + channels + " channels", channels, (b, x) -> b.add("resize", resize, x, x));
            family.add("spread vector of " + channels, channels, (b, x) -> {
                Node vector = b.add("vector", new GlobalAveragePool(), x);
                return b.add("resize", resize, vector, x);
            });
        }
        return family;
    }

    /** By a factor and to a size, in all coordinates. */
    private static Family given(Resize.Mode mode) {
        Family family = new Family("resizing to what is given, " + mode);
        int turn = 0;
        for (Resize.Coordinates coordinates : Resize.Coordinates.values()) {
            for (Extent extent : EXTENTS) {
                int channels = CHANNELS[turn++ % CHANNELS.length];
                Resize resize = new Resize(mode, coordinates, extent);
                family.add(
                        coordinates + ", " + extent + ", " + channels + " channels",
                        channels,
                        (b, x) -> b.add("resize", resize, x));
            }
        }
        return family;
    }
}
