package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.layout.MapLayout;

/** Brings a value out of its layout. */
final class OutputUnpacking {

    private final Shape shape;
    private final MapLayout map;
    private final int offset;
    private final ChannelsFirst values;

    /**
     * Copies of one value.
     *
     * @param shape the value's
     * @param map its layout
     * @param offset where it begins in the arena
     */
    OutputUnpacking(Kernels kernels, Shape shape, MapLayout map, int offset) {
        this.shape = shape;
        this.map = map;
        this.offset = offset;
        this.values = new ChannelsFirst(kernels, shape, map, offset);
    }

    Shape shape() {
        return shape;
    }

    /**
     * To (C, H, W) starting at {@code to}.
     *
     * @param scratch see {@link Kernels#toPlanes}
     */
    void channelsFirst(float[] arena, float[] target, int to, float[] scratch) {
        values.unpack(arena, target, to, scratch);
    }

    /** To (H, W, C) starting at {@code to}. */
    void channelsLast(float[] arena, float[] target, int to) {
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int from = offset + map.offset(y, x);
                for (int c = 0; c < shape.channels(); c++) {
                    target[to++] = arena[from + map.order().position(c)];
                }
            }
        }
    }
}
