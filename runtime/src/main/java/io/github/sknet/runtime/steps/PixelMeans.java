package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Value;
import java.util.Arrays;
import java.util.function.Consumer;

/** Means over all pixels. */
final class PixelMeans {

    private PixelMeans() {}

    static Consumer<float[]> of(Operation.Mean op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        int out = layout.offset(op.output());
        return arena -> {
            Value first = op.inputs().get(0);
            int channels = layout.of(first).stride();
            Arrays.fill(arena, out, out + channels, 0);
            for (Value input : op.inputs()) {
                MapLayout from = layout.of(input);
                for (int y = 0; y < from.height(); y++) {
                    kernels.sumPixels(arena, layout.row(input, y), from.width(), from.stride(), arena, out, channels);
                }
            }
            kernels.divide(arena, out, first.pixels(), channels);
        };
    }

    static Consumer<float[]> of(Operation.MeanOfSums op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        int out = layout.offset(op.output());
        return arena -> {
            int channels =
                    layout.of(layout.summing(op.inputs().get(0)).output()).stride();
            Arrays.fill(arena, out, out + channels, 0);
            for (Value sums : op.inputs()) {
                int rows = layout.convolution(layout.summing(sums)).grid().tileRanges();
                kernels.sumPixels(arena, layout.offset(sums), rows, channels, arena, out, channels);
            }
            kernels.divide(arena, out, op.pixels(), channels);
        };
    }
}
