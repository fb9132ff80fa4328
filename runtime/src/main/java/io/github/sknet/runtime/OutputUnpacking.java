package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.layout.MapLayout;

/**
 * Brings a value out of its layout.
 *
 * @param shape the value's
 * @param map its layout
 * @param offset where it begins in the arena
 */
record OutputUnpacking(Shape shape, MapLayout map, int offset) {

    /** To (C, H, W) starting at {@code to}. A row at a time: its pixels stay in the cache for all of their channels. */
    void channelsFirst(float[] arena, float[] values, int to) {
        for (int y = 0; y < map.height(); y++) {
            for (int c = 0; c < shape.channels(); c++) {
                int from = offset + map.offset(y, 0) + map.order().position(c);
                int out = to + (c * map.height() + y) * map.width();
                for (int x = 0; x < map.width(); x++) {
                    values[out + x] = arena[from + x * map.stride()];
                }
            }
        }
    }

    /** To (H, W, C) starting at {@code to}. */
    void channelsLast(float[] arena, float[] values, int to) {
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int from = offset + map.offset(y, x);
                for (int c = 0; c < shape.channels(); c++) {
                    values[to++] = arena[from + map.order().position(c)];
                }
            }
        }
    }
}
