package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Kernels.Finish;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelSums;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.WinogradTiles;
import io.github.sknet.runtime.vector.tiles.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Each kernel on data so small that compiled it takes a microsecond: work for {@link WarmUp}. */
final class TinyWork {

    private static final int STEPS = 24;
    private static final int CHANNELS = 32;
    private static final int PIXELS = 12;

    private final Kernels kernels;
    private final int lanes = Lanes.LANES;
    private final float[] memory = new float[8 * CHANNELS * Lanes.LANES * PIXELS];

    TinyWork(Kernels kernels) {
        this.kernels = kernels;
    }

    /** The kernels that work on rows of values. */
    List<Runnable> rows() {
        List<Runnable> work = new ArrayList<>();
        int row = 4 * lanes;
        float[] m = memory;
        float[] factors = new float[row];
        float[] biases = new float[4];
        PixelSums pixels =
                new PixelSums(new int[] {0}, new int[] {0, 4}, new int[] {0, row, 2 * row, 3 * row}, new float[4]);
        work.add(() -> kernels.select(m, 0, row, m, 2 * row, 3 * row, m, 4 * row, 1, row));
        work.add(() -> kernels.add(m, 0, row, 0, m, 2 * row, row));
        work.add(() -> kernels.clamp(m, 0, 0, m, row, row));
        work.add(() -> kernels.sumLanes(m, 0, row, biases, 0, m, 4 * row, row, 4));
        work.add(() -> kernels.affine(m, 0, factors, factors, 0, m, 0, 4, row));
        work.add(() -> kernels.scale(m, 0, m, row, false, m, 2 * row, 1, row));
        work.add(() -> kernels.scale(m, 0, m, row, true, m, 2 * row, 1, row));
        work.add(() -> kernels.sumPixels(m, 0, 4, row, m, 4 * row, row));
        work.add(() -> kernels.weightedPixels(pixels, m, 0, m, 4 * row, 0, 1, row));
        int[] lines = IntStream.range(0, 2 * lanes).map(i -> i * 2 * lanes).toArray();
        float[] scratch = new float[kernels.transpositionFloats()];
        int half = memory.length / 2;
        work.add(() -> kernels.toPixels(m, lanes, lines, 0, m, half, lines, 0, 2 * lanes, scratch));
        work.add(() -> kernels.toPlanes(m, lanes, lines, 0, 2 * lanes, m, half, lines, 0, scratch));
        work.add(() -> kernels.largestPixels(pixels, m, 0, m, 4 * row, 0, 1, row));
        return work;
    }

    /** The transforms of one tile of a Winograd convolution. */
    List<Runnable> transforms() {
        int row = 4 * lanes;
        int position = 2 * lanes;
        int products = WinogradTiles.POSITIONS * position;
        float[] m = memory;
        float[] bias = new float[4 * lanes];
        int[] outputs = {0, position, 2 * position, 3 * position};
        WinogradTiles tiles = WinogradTiles.of(new int[1], row, lanes / 2, outputs, -1);
        Finish finish = new Finish(outputs, 3 * products, 0, 4 * products);
        return List.of(
                () -> kernels.winogradInput(tiles, 0, 1, m, 0, m, products, position, position),
                () -> kernels.winogradOutput(
                        tiles, 0, 1, m, products, position, position, bias, m, 2 * products, finish, 0, position));
    }

    /** A convolution of one tile. */
    Runnable convolution(Operand operand, Tile tile) {
        int width = tile.vectors() * lanes;
        int[] inputs = IntStream.range(0, tile.pixels()).map(p -> p * CHANNELS).toArray();
        int[] outputs = IntStream.range(0, tile.pixels()).map(p -> p * width).toArray();
        int[] offsets = operand == Operand.BROADCAST
                ? new int[] {0, STEPS / 2}
                : IntStream.range(0, STEPS).map(k -> k * lanes).toArray();
        PackedFilter filter = new PackedFilter(
                operand, tile.vectors(), 1, STEPS, new float[CacheLine.FIRST + STEPS * width], new float[2 * width]);
        Convolution convolution = Convolution.unpadded(
                tile,
                new PixelTable(tile.pixels(), tile.pixels(), inputs, outputs),
                filter,
                offsets,
                STEPS / offsets.length,
                new int[1]);
        int output = memory.length / 4;
        Finish finish = new Finish(outputs, memory.length / 2, 0, memory.length - width);
        return () -> kernels.convolve(convolution, memory, 0, memory, output, finish, 0, 1, 0, 1);
    }
}
