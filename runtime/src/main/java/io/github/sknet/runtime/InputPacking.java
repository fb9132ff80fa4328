package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.layout.MapLayout;
import io.github.sknet.runtime.steps.BorderClearing;
import java.nio.FloatBuffer;

/** Brings images into the layout of a plan's input. */
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

    /**
     * From (C, H, W) starting at {@code from}.
     *
     * @param scratch see {@link Kernels#toPixels}
     */
    void pack(float[] image, int from, float[] arena, float[] scratch) {
        border.run(arena);
        values.pack(image, from, arena, scratch);
    }

    /** From (C, H, W) starting at {@code from}; the buffer's position does not move. */
    void pack(FloatBuffer image, int from, float[] arena) {
        border.run(arena);
        for (int y = 0; y < map.height(); y++) {
            for (int c = 0; c < shape.channels(); c++) {
                int to = position(c, y);
                int row = from + (c * map.height() + y) * map.width();
                for (int x = 0; x < map.width(); x++) {
                    arena[to + x * map.stride()] = image.get(row + x);
                }
            }
        }
    }

    /** From interleaved bytes (H, W, C) starting at {@code from}. */
    void pack(byte[] image, int from, Pixels pixels, float[] arena) {
        border.run(arena);
        int channels = shape.channels();
        for (int c = 0; c < channels; c++) {
            float scale = 1 / (255 * pixels.deviation()[c]);
            float shift = -pixels.mean()[c] / pixels.deviation()[c];
            int at = from + c;
            for (int y = 0; y < map.height(); y++) {
                int to = position(c, y);
                for (int x = 0; x < map.width(); x++, to += map.stride(), at += channels) {
                    arena[to] = (image[at] & 0xff) * scale + shift;
                }
            }
        }
    }

    private int position(int channel, int y) {
        return offset + map.offset(y, 0) + map.order().position(channel);
    }
}
