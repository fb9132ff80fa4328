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
        this.pixelOffsets = positions.length == 0
                ? new int[0]
                : IntStream.range(0, pixels)
                        .map(p -> map.offset(p / map.width(), p % map.width()))
                        .toArray();
    }

    /**
     * From (C, H, W) starting at {@code from}.
     *
     * @param square see {@link Kernels#transpose}
     */
    void pack(float[] image, int from, float[] arena, float[] square) {
        int lanes = kernels.lanes();
        for (int p = 0; p < pixels && positions.length > 0; p += lanes) {
            // The last squares overlap those before.
            int first = Math.min(p, pixels - lanes);
            for (int v = 0; v < positions.length; v++) {
                kernels.transpose(
                        image,
                        from + first,
                        planes,
                        v * lanes,
                        arena,
                        offset + positions[v],
                        pixelOffsets,
                        first,
                        square);
            }
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

    /**
     * To (C, H, W) starting at {@code to}.
     *
     * @param square see {@link Kernels#transpose}
     */
    void unpack(float[] arena, float[] values, int to, float[] square) {
        int lanes = kernels.lanes();
        for (int p = 0; p < pixels && positions.length > 0; p += lanes) {
            int first = Math.min(p, pixels - lanes);
            for (int v = 0; v < positions.length; v++) {
                kernels.transpose(
                        arena,
                        offset + positions[v],
                        pixelOffsets,
                        first,
                        values,
                        to + first,
                        planes,
                        v * lanes,
                        square);
            }
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
}
