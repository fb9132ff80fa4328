package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.maps.MapLayout;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Copies a map between its layout and (C, H, W), some rows at a time: a chunk. Whole vectors of channels and pixels are copied as
 * squares; what is left, a row at a time, so that its pixels stay in the cache for all channels.
 */
final class ChannelsFirst {

    private final Kernels kernels;
    private final MapLayout map;
    private final int offset;
    private final int rowsPerChunk;
    private final int chunks;

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
        int lanes = kernels.lanes();
        int pixels = map.height() * map.width();
        int rowsOfSquares = kernels.transpositionPixels() / map.width();
        this.rowsPerChunk =
                Math.max(1, Math.max(rowsOfSquares, MachineModel.CHUNK_VALUES / (map.width() * shape.channels())));
        this.chunks = Math.max(1, map.height() / rowsPerChunk);
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

    /** The number of chunks, at least 1. */
    int chunks() {
        return chunks;
    }

    /** The first row of a chunk; that of the chunk after the last is H. The last may be up to twice as long as the others. */
    int firstRow(int chunk) {
        return chunk == chunks ? map.height() : chunk * rowsPerChunk;
    }

    /**
     * Packs a chunk of an image (C, H, W) that starts at {@code from}.
     *
     * @param scratch see {@link Kernels#toPixels}
     */
    void pack(float[] image, int from, float[] arena, float[] scratch, int chunk) {
        copySquares(true, image, from, arena, scratch, chunk);
        for (int y = firstRow(chunk); y < firstRow(chunk + 1); y++) {
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
     * Unpacks a chunk to values (C, H, W) that start at {@code to}.
     *
     * @param scratch see {@link Kernels#toPlanes}
     */
    void unpack(float[] arena, float[] values, int to, float[] scratch, int chunk) {
        copySquares(false, values, to, arena, scratch, chunk);
        for (int y = firstRow(chunk); y < firstRow(chunk + 1); y++) {
            for (int channel : single) {
                int from = offset + map.offset(y, 0) + map.order().position(channel);
                int row = to + (channel * map.height() + y) * map.width();
                for (int x = 0; x < map.width(); x++) {
                    values[row + x] = arena[from + x * map.stride()];
                }
            }
        }
    }

    /** All squares of a chunk; pixels that fill none share the last one with those before them. */
    private void copySquares(boolean pack, float[] values, int at, float[] arena, float[] scratch, int chunk) {
        int first = firstRow(chunk) * map.width();
        int last = firstRow(chunk + 1) * map.width();
        int whole = last - (last - first) % kernels.lanes();
        int most = kernels.transpositionPixels();
        for (int p = first; p < whole; p += most) {
            copySquares(pack, values, at, arena, scratch, p, Math.min(whole, p + most));
        }
        if (whole < last) {
            copySquares(pack, values, at, arena, scratch, last - kernels.lanes(), last);
        }
    }

    private void copySquares(boolean pack, float[] values, int at, float[] arena, float[] scratch, int from, int to) {
        for (int v = 0; v < positions.length; v++) {
            int plane = v * kernels.lanes();
            int channels = offset + positions[v];
            if (pack) {
                kernels.toPixels(values, at, planes, plane, arena, channels, pixelOffsets, from, to, scratch);
            } else {
                kernels.toPlanes(arena, channels, pixelOffsets, from, to, values, at, planes, plane, scratch);
            }
        }
    }
}
