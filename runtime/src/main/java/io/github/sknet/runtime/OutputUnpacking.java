package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.steps.RowsStep;

/** Brings a value out of its layout, some rows at a time. */
final class OutputUnpacking {

    private final Shape shape;
    private final MapLayout map;
    private final int offset;
    private final ChannelsFirst values;
    private final RowsStep.RowKernel rows;

    /**
     * Copies of one value.
     *
     * @param shape the value's
     * @param map its layout
     * @param offset where it begins in the arena
     * @param rows computes each row just before it is brought out, while it is near; it may have nothing to do
     */
    OutputUnpacking(Kernels kernels, Shape shape, MapLayout map, int offset, RowsStep.RowKernel rows) {
        this.shape = shape;
        this.map = map;
        this.offset = offset;
        this.values = new ChannelsFirst(kernels, shape, map, offset);
        this.rows = rows;
    }

    Shape shape() {
        return shape;
    }

    /** The number of parts that {@link #channelsFirst} may be asked for, in any order. */
    int chunks() {
        return values.chunks();
    }

    /**
     * A part of the value, to (C, H, W) starting at {@code to}.
     *
     * @param scratch see {@link Kernels#toPlanes}
     */
    void channelsFirst(float[] arena, float[] target, int to, float[] scratch, int chunk) {
        for (int y = values.firstRow(chunk); y < values.firstRow(chunk + 1); y++) {
            rows.run(arena, y);
        }
        values.unpack(arena, target, to, scratch, chunk);
    }

    /** All parts, one after the other. */
    void channelsFirst(float[] arena, float[] target, int to, float[] scratch) {
        for (int chunk = 0; chunk < chunks(); chunk++) {
            channelsFirst(arena, target, to, scratch, chunk);
        }
    }
}
