package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.PixelBlend;
import io.github.sknet.runtime.kernels.PixelWindows;
import io.github.sknet.runtime.layout.PoolingTables;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.layout.ResizingTables;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Value;

/** Rows of maps that are made of other pixels: pooling and resizing. */
final class PixelRows {

    private PixelRows() {}

    static RowsStep.RowKernel largest(Operation.LargestUnder op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        PixelWindows windows = new PoolingTables(op.window(), layout.of(op.input()), layout.of(op.output())).windows();
        int stride = commonStride(op.input(), op.output(), layout);
        int width = layout.of(op.output()).width();
        return (arena, y) -> kernels.largestPixels(
                windows,
                arena,
                layout.offset(op.input()),
                arena,
                layout.offset(op.output()),
                y * width,
                (y + 1) * width,
                stride);
    }

    static RowsStep.RowKernel mean(Operation.MeanUnder op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        PoolingTables pooling = new PoolingTables(op.window(), layout.of(op.input()), layout.of(op.output()));
        PixelWindows windows = pooling.windows();
        float[] shares = pooling.shares(op.countPadding());
        int stride = commonStride(op.input(), op.output(), layout);
        int width = layout.of(op.output()).width();
        return (arena, y) -> kernels.meanPixels(
                windows,
                shares,
                arena,
                layout.offset(op.input()),
                arena,
                layout.offset(op.output()),
                y * width,
                (y + 1) * width,
                stride);
    }

    static RowsStep.RowKernel resample(Operation.Resample op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        PixelBlend blend = ResizingTables.of(op.resize(), from, to);
        int stride = commonStride(op.input(), op.output(), layout);
        return (arena, y) -> kernels.blendPixels(
                blend, y, arena, layout.offset(op.input()), arena, layout.offset(op.output()), stride);
    }

    /** The floats of a pixel that both have. */
    private static int commonStride(Value input, Value output, ProgramLayout layout) {
        return Math.min(layout.of(input).stride(), layout.of(output).stride());
    }
}
