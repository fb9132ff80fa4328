package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.stream.Stream;

/** Pixels laid around maps, alone and before what slides over them. */
final class Paddings {

    private static final int[] CHANNELS = {1, 3, 16, 21};

    private static final Padding[] PADDINGS = {
        Padding.NONE, Padding.square(1), new Padding(0, 1, 2, 3), new Padding(3, 0, 0, 2)
    };

    private Paddings() {}

    static Stream<ReferenceCase> cases() {
        Family family = new Family("padding");
        int turn = 0;
        for (Padding padding : PADDINGS) {
            for (Pad.Mode mode : Pad.Mode.values()) {
                int channels = CHANNELS[turn++ % CHANNELS.length];
                float value = mode == Pad.Mode.CONSTANT && turn % 2 == 0 ? -1.5f : 0;
                Pad pad = new Pad(padding, mode, value);
                String what = pad + ", " + channels + " channels";
                family.add(what, channels, new Size(4, 4), (b, x) -> b.add("pad", pad, x));
                Conv2d convolution = Conv2d.of(channels, 8, Window.of(3).stride(2));
                family.add(
                        what + ", convolved",
                        channels,
                        new Size(4, 4),
                        (b, x) -> b.add("conv", convolution, b.add("pad", pad, x)));
                MaxPool largest = new MaxPool(Window.of(4), false);
                family.add(
                        what + ", pooled",
                        channels,
                        new Size(4, 4),
                        (b, x) -> b.add("pool", largest, b.add("pad", pad, x)));
                for (boolean countPadding : new boolean[] {false, true}) {
                    AveragePool mean = new AveragePool(Window.of(4).padding(1), false, countPadding);
                    family.add(
                            what + ", averaged" + (countPadding ? " with more padding" : ""),
                            channels,
                            new Size(4, 4),
                            (b, x) -> b.add("pool", mean, b.add("pad", pad, x)));
                }
            }
        }
        return family.cases().stream();
    }
}
