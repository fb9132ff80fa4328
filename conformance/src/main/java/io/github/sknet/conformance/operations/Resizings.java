package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.stream.Stream;

/** Maps at the size of another: larger, smaller, the same, and vectors spread. */
final class Resizings {

    private static final int[] CHANNELS = {1, 3, 16, 21};

    private static final Window HALVING = Window.of(2).stride(2);
    private static final Window UNEVEN = new Window(new Size(3, 2), new Size(3, 1), Size.square(0), Size.square(1));

    private Resizings() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(Resize.Mode.values()).flatMap(mode -> family(mode).cases().stream());
    }

    private static Family family(Resize.Mode mode) {
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
}
