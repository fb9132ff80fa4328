package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Normalisation;
import io.github.sknet.runtime.program.Operation;
import java.util.stream.IntStream;

/** Rows of maps whose pixels are made of the same pixels: products, slopes, and functions of a pixel's channels. */
final class ChannelRows {

    private ChannelRows() {}

    static RowsStep.RowKernel product(Operation.Product op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        MapLayout map = layout.of(op.output());
        return (arena, y) -> kernels.multiply(
                arena,
                layout.row(op.input(), y),
                layout.row(op.factors(), y),
                arena,
                layout.row(op.output(), y),
                map.width() * map.stride());
    }

    static RowsStep.RowKernel scale(Operation.Scale op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        MapLayout map = layout.of(op.output());
        return (arena, y) -> kernels.scale(
                arena,
                layout.row(op.input(), y),
                arena,
                layout.offset(op.factors()),
                false,
                arena,
                layout.row(op.output(), y),
                map.width(),
                map.stride());
    }

    static RowsStep.RowKernel scalePixels(Operation.ScalePixels op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        MapLayout map = layout.of(op.output());
        int stride = layout.of(op.factors()).stride();
        return (arena, y) -> kernels.scalePixels(
                arena,
                layout.row(op.input(), y),
                arena,
                layout.row(op.factors(), y),
                stride,
                false,
                arena,
                layout.row(op.output(), y),
                map.width(),
                map.stride());
    }

    static RowsStep.RowKernel slope(Operation.Slope op, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        MapLayout map = layout.of(op.output());
        float[] slope = byPosition(map, op.slope());
        return (arena, y) -> kernels.slope(
                arena, layout.row(op.input(), y), slope, arena, layout.row(op.output(), y), map.width(), map.stride());
    }

    /** A function of channels, as they lie in its input. */
    static ChannelFunction function(Normalisation.AcrossChannels op, ProgramLayout layout) {
        MapLayout from = layout.of(op.input());
        return op.function().laid().function(values -> byPosition(from, values));
    }

    static RowsStep.RowKernel across(Normalisation.AcrossChannels op, ChannelFunction function, ProgramLayout layout) {
        Kernels kernels = layout.kernels();
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        int[] positions = IntStream.range(0, from.order().channels())
                .map(from.order()::position)
                .toArray();
        return (arena, y) -> kernels.acrossChannels(
                function,
                positions,
                arena,
                layout.row(op.input(), y),
                from.stride(),
                arena,
                layout.row(op.output(), y),
                to.stride(),
                to.width());
    }

    /** Values by channel in the order of a pixel. */
    static float[] byPosition(MapLayout map, float[] byChannel) {
        float[] values = new float[map.stride()];
        for (int c = 0; c < byChannel.length; c++) {
            values[map.order().position(c)] = byChannel[c];
        }
        return values;
    }
}
