package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.steps.BorderClearing;
import java.nio.FloatBuffer;

/** Brings images into the layout of a plan's input, some rows at a time: a chunk. The first chunk clears the border. */
final class InputPacking {

    private final Shape shape;
    private final MapLayout map;
    private final int offset;
    private final BorderClearing border;
    private final ChannelsFirst values;

    InputPacking(Kernels kernels, Shape shape, MapLayout map, int offset) {
        this.shape = shape;
        this.map = map;
        this.offset = offset;
        this.border = new BorderClearing(map, offset);
        this.values = new ChannelsFirst(kernels, shape, map, offset);
    }

    /** The values of one image. */
    int values() {
        return Math.toIntExact(shape.elements());
    }

    /** The number of chunks, at least 1; they may be packed in any order. */
    int chunks() {
        return values.chunks();
    }

    /**
     * Packs a chunk of an image (C, H, W) that starts at {@code from}.
     *
     * @param scratch see {@link Kernels#toPixels}
     */
    void pack(float[] image, int from, float[] arena, float[] scratch, int chunk) {
        clearBorder(arena, chunk);
        values.pack(image, from, arena, scratch, chunk);
    }

    /** Packs a chunk of an image (C, H, W) that starts at {@code from}; the buffer's position does not move. */
    void pack(FloatBuffer image, int from, float[] arena, int chunk) {
        clearBorder(arena, chunk);
        for (int y = values.firstRow(chunk); y < values.firstRow(chunk + 1); y++) {
            for (int c = 0; c < shape.channels(); c++) {
                int to = position(c, y);
                int row = from + (c * map.height() + y) * map.width();
                for (int x = 0; x < map.width(); x++) {
                    arena[to + x * map.stride()] = image.get(row + x);
                }
            }
        }
    }

    /** Packs a chunk of an image. */
    void pack(Pixels images, int image, float[] arena, int chunk) {
        clearBorder(arena, chunk);
        for (int y = values.firstRow(chunk); y < values.firstRow(chunk + 1); y++) {
            for (int c = 0; c < shape.channels(); c++) {
                images.writeRow(image, y, c, arena, position(c, y), map.stride());
            }
        }
    }

    private void clearBorder(float[] arena, int chunk) {
        if (chunk == 0) {
            border.run(arena);
        }
    }

    private int position(int channel, int y) {
        return offset + map.offset(y, 0) + map.order().position(channel);
    }
}
