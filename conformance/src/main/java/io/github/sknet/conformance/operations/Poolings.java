package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.ChannelPool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GlobalMaxPool;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.stream.Stream;

/** Largest values and means under a window, and over the whole map. */
final class Poolings {

    private static final List<Window> WINDOWS = List.of(
            Window.of(2).stride(2),
            Window.of(3).stride(2).padding(1),
            Window.of(3).stride(3).padding(1),
            Window.of(3).stride(2),
            Window.of(5).stride(1).padding(2),
            Window.of(1).stride(2),
            // With ceil, its last window would see nothing.
            Window.of(2).stride(3).padding(1),
            new Window(new Size(2, 3), new Size(1, 2), new Size(0, 1), Size.square(1)),
            Window.of(3).stride(2).padding(new Padding(0, 0, 1, 1)),
            Window.of(2, 4).stride(1).padding(new Padding(1, 2, 0, 1)),
            new Window(new Size(1, 4), new Size(3, 1), new Size(0, 2), Size.square(1)));

    private static final int[] CHANNELS = {1, 3, 8, 16, 21, 64};

    private Poolings() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(largest(), means(), global(), channels()).flatMap(family -> family.cases().stream());
    }

    private static Family largest() {
        Family family = new Family("max pooling");
        int turn = 0;
        for (Window window : WINDOWS) {
            for (boolean ceil : new boolean[] {false, true}) {
                int channels = CHANNELS[turn++ % CHANNELS.length];
                String what = window + ", " + channels + " channels" + (ceil ? ", ceil" : "");
                family.add(what, channels, new MaxPool(window, ceil));
            }
        }
        family.add("dilated", 8, new MaxPool(Window.of(3).dilation(2).padding(1).stride(2), true));
        return family;
    }

    private static Family means() {
        Family family = new Family("average pooling");
        int turn = 0;
        for (Window window : WINDOWS) {
            for (boolean ceil : new boolean[] {false, true}) {
                for (boolean countPadding : new boolean[] {false, true}) {
                    int channels = CHANNELS[turn++ % CHANNELS.length];
                    String what = window + ", " + channels + " channels" + (ceil ? ", ceil" : "")
                            + (countPadding ? ", padding counts" : "");
                    family.add(what, channels, new AveragePool(window, ceil, countPadding));
                }
            }
        }
        return family;
    }

    private static Family global() {
        Family family = new Family("global pooling");
        for (int channels : CHANNELS) {
            family.add(channels + " channels", channels, (b, x) -> b.add("pool", new GlobalAveragePool(), x));
        }
        for (int channels : CHANNELS) {
            family.add("largest of " + channels, channels, (b, x) -> b.add("pool", new GlobalMaxPool(), x));
        }
        return family;
    }

    private static Family channels() {
        Family family = new Family("pooling over channels");
        for (int channels : CHANNELS) {
            for (ChannelPool.Kind kind : ChannelPool.Kind.values()) {
                family.add(kind + " of " + channels, channels, (b, x) -> b.add("pool", new ChannelPool(kind), x));
                Conv2d convolution = Conv2d.of(channels, channels, Window.of(1)).withGroups(channels);
                family.add(kind + " of " + channels + " convolved alone", channels, (b, x) -> {
                    Node pooled = b.add("pool", new ChannelPool(kind), b.add("conv", convolution, x));
                    return b.add("gate", Conv2d.of(1, 2, Window.of(3).padding(1)), pooled);
                });
            }
        }
        return family;
    }
}
