package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.layout.MapLayout;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Copies a map between its layout and (C, H, W). Whole vectors of channels and pixels are copied as squares; what is left, a
 * row at a time, so that its pixels stay in the cache for all channels.
 */
final class ChannelsFirst {

    private final Kernels kernels;
    private final MapLayout map;
    private final int offset;
    private final int pixels;

    /** The pixels that lie in whole squares; those after them share the last square. None where there are no squares. */
    private final int squares;

    /** Where each pixel is in the map; empty where there are no squares. */
    private final int[] pixelOffsets;

    /** Where the planes of the channels begin that are copied in squares, in the order of their positions. */
    private final int[] planes;

    /** For each vector of those channels its position. */
    private final int[] positions;

    /** The other channels. */
    private final int[] single;

    /**
     * Copies for one map.
     *
     * @param shape the map's
     * @param map its layout
     * @param offset where it begins in the arena
     */
    ChannelsFirst(Kernels kernels, Shape shape, MapLayout map, int offset) {
        this.kernels = kernels;
        this.map = map;
        this.offset = offset;
        this.pixels = map.height() * map.width();
        int lanes = kernels.lanes();
        int[] channels = map.order().channelsByPosition((map.order().span() + lanes - 1) / lanes * lanes);
        this.positions = pixels < lanes
                ? new int[0]
                : IntStream.iterate(0, v -> v < channels.length, v -> v + lanes)
                        .filter(v -> Arrays.stream(channels, v, v + lanes).allMatch(c -> c >= 0))
                        .toArray();
        this.planes = Arrays.stream(positions)
                .flatMap(v -> Arrays.stream(channels, v, v + lanes))
                .map(channel -> channel * pixels)
                .toArray();
        this.single = IntStream.range(0, shape.channels())
                .filter(c -> Arrays.binarySearch(positions, map.order().position(c) / lanes * lanes) < 0)
                .toArray();
        this.squares = positions.length == 0 ? pixels : pixels / lanes * lanes;
        this.pixelOffsets = positions.length == 0
                ? new int[0]
                : IntStream.range(0, pixels)
                        .map(p -> map.offset(p / map.width(), p % map.width()))
                        .toArray();
    }

    /**
     * From (C, H, W) starting at {@code from}.
     *
     * @param scratch see {@link Kernels#toPixels}
     */
    void pack(float[] image, int from, float[] arena, float[] scratch) {
        int most = kernels.transpositionPixels();
        for (int p = 0; p < squares; p += most) {
            pack(image, from, arena, p, Math.min(squares, p + most), scratch);
        }
        if (squares < pixels) {
            pack(image, from, arena, pixels - kernels.lanes(), pixels, scratch);
        }
        for (int y = 0; y < map.height(); y++) {
            for (int channel : single) {
                int to = offset + map.offset(y, 0) + map.order().position(channel);
                int row = from + (channel * map.height() + y) * map.width();
                for (int x = 0; x < map.width(); x++) {
                    arena[to + x * map.stride()] = image[row + x];
                }
            }
        }
    }

    private void pack(float[] image, int from, float[] arena, int p, int end, float[] scratch) {
        for (int v = 0; v < positions.length; v++) {
            int to = offset + positions[v];
            kernels.toPixels(image, from, planes, v * kernels.lanes(), arena, to, pixelOffsets, p, end, scratch);
        }
    }

    /**
     * To (C, H, W) starting at {@code to}.
     *
     * @param scratch see {@link Kernels#toPlanes}
     */
    void unpack(float[] arena, float[] values, int to, float[] scratch) {
        int most = kernels.transpositionPixels();
        for (int p = 0; p < squares; p += most) {
            unpack(arena, values, to, p, Math.min(squares, p + most), scratch);
        }
        if (squares < pixels) {
            unpack(arena, values, to, pixels - kernels.lanes(), pixels, scratch);
        }
        for (int y = 0; y < map.height(); y++) {
            for (int channel : single) {
                int from = offset + map.offset(y, 0) + map.order().position(channel);
                int row = to + (channel * map.height() + y) * map.width();
                for (int x = 0; x < map.width(); x++) {
                    values[row + x] = arena[from + x * map.stride()];
                }
            }
        }
    }

    private void unpack(float[] arena, float[] values, int to, int p, int end, float[] scratch) {
        for (int v = 0; v < positions.length; v++) {
            int from = offset + positions[v];
            kernels.toPlanes(arena, from, pixelOffsets, p, end, values, to, planes, v * kernels.lanes(), scratch);
        }
    }
}
