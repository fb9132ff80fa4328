package io.github.sknet.runtime.vector;

import io.github.sknet.graph.Activation;
import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Finish;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.Part;
import io.github.sknet.runtime.kernels.PixelBlend;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.PixelWindows;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.kernels.WinogradStages;
import io.github.sknet.runtime.kernels.WinogradTiles;
import io.github.sknet.runtime.vector.tiles.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Each kernel on data so small that compiled it takes a microsecond: work for {@link WarmUp}. */
final class TinyWork {

    private static final int STEPS = 24;
    private static final int CHANNELS = 32;
    private static final int PIXELS = 12;

    private final int lanes = Lanes.LANES;
    private final float[] memory = new float[8 * CHANNELS * Lanes.LANES * PIXELS];

    /** The kernels that work on rows of values; they need so many floats of scratch memory. */
    List<Consumer<Kernels>> rows(int scratchFloats) {
        List<Consumer<Kernels>> work = new ArrayList<>();
        int row = 4 * lanes;
        float[] m = memory;
        float[] factors = new float[row];
        float[] biases = new float[4];
        PixelWindows windows = new PixelWindows(new int[] {0}, new int[] {0, 4}, new int[] {0, row, 2 * row, 3 * row});
        PixelBlend.Axis axis = new PixelBlend.Axis(new int[1], new int[1], new int[] {row}, new float[] {0.5f});
        PixelBlend blend = new PixelBlend(axis, axis);
        work.add(k -> k.select(m, 0, row, m, 2 * row, 3 * row, m, 4 * row, 1, row));
        int[] logits = {0, row};
        int[] shares = {2 * row, 3 * row};
        work.add(k -> k.softmax(m, 0, logits, 1, m, 0, shares, 1, row));
        work.add(k -> k.add(m, 0, row, 0, m, 2 * row, row));
        work.add(k -> k.apply(ValueFunction.RELU, m, 0, m, row, row));
        work.add(k -> k.multiply(m, 0, row, m, 2 * row, row));
        work.add(k -> k.slope(m, 0, factors, m, row, 1, row));
        work.add(k -> k.sumLanes(m, 0, row, biases, 0, m, 4 * row, row, 4));
        work.add(k -> k.affine(m, 0, factors, factors, 0, m, 0, 4, row));
        work.add(k -> k.scale(m, 0, m, row, false, m, 2 * row, 1, row));
        work.add(k -> k.scale(m, 0, m, row, true, m, 2 * row, 1, row));
        work.add(k -> k.scalePixels(m, 0, m, row, 0, false, m, 2 * row, 1, row));
        work.add(k -> k.scalePixels(m, 0, m, row, 0, true, m, 2 * row, 1, row));
        work.add(k -> k.sumPixels(m, 0, 4, row, m, 4 * row, row));
        work.add(k -> k.meanPixels(windows, factors, m, 0, m, 4 * row, 0, 1, row));
        work.add(k -> k.meanPixels(windows, factors, m, 0, m, 4 * row, 0, 1, lanes));
        work.add(k -> k.blendPixels(blend, 0, m, 0, m, 4 * row, row));
        int[] lines = IntStream.range(0, 2 * lanes).map(i -> i * 2 * lanes).toArray();
        float[] scratch = new float[scratchFloats];
        int half = memory.length / 2;
        work.add(k -> k.toPixels(m, lanes, lines, 0, m, half, lines, 0, 2 * lanes, scratch));
        work.add(k -> k.toPlanes(m, lanes, lines, 0, 2 * lanes, m, half, lines, 0, scratch));
        work.add(k -> k.largestPixels(windows, m, 0, m, 4 * row, 0, 1, row));
        work.add(k -> k.largestPixels(windows, m, 0, m, 4 * row, 0, 1, lanes));
        return work;
    }

    /** A function of a row of values; a clip with one bound and with two. */
    Consumer<Kernels> function(Activation.Function function) {
        ValueFunction usual = ValueFunction.of(new Activation(function));
        int row = 4 * lanes;
        if (function == Activation.Function.CLIP) {
            ValueFunction both = ValueFunction.of(Activation.clip(0, 1));
            return kernels -> {
                kernels.apply(usual, memory, 0, memory, row, row);
                kernels.apply(both, memory, 0, memory, row, row);
            };
        }
        return kernels -> kernels.apply(usual, memory, 0, memory, row, row);
    }

    /** The functions of channels that have vectors. */
    Map<Class<? extends ChannelFunction>, Consumer<Kernels>> channels() {
        int row = 4 * lanes;
        float[] weights = new float[row];
        int[] positions = IntStream.range(0, row).toArray();
        Map<Class<? extends ChannelFunction>, Consumer<Kernels>> work = new HashMap<>();
        for (ChannelFunction function : List.of(
                new ChannelFunction.LayerNorm(weights, weights, 1),
                new ChannelFunction.Softmax(),
                new ChannelFunction.Mean(),
                new ChannelFunction.Largest())) {
            work.put(
                    function.getClass(),
                    k -> k.acrossChannels(function, positions, memory, 0, row, memory, 4 * row, row, 4));
        }
        return work;
    }

    /** The transforms of one tile of a Winograd convolution. */
    List<Consumer<WinogradStages>> transforms() {
        int row = 4 * lanes;
        int channels = 2 * lanes;
        int[] outputs = {0, channels, 2 * channels, 3 * channels};
        WinogradTiles tiles = WinogradTiles.of(new int[1], row, lanes / 2, outputs, -1);
        WinogradConvolution convolution =
                new WinogradConvolution(tiles, List.of(), new float[4 * lanes], 0, channels, channels, 1);
        int after = convolution.scratchFloats();
        Finish finish = Finish.NOTHING
                .adding(outputs, after)
                .applying(ValueFunction.RELU)
                .sumsAt(after + row);
        return List.of(
                stages -> stages.input(convolution, 0, 1, memory, 0, memory),
                stages -> stages.output(convolution, 0, 1, memory, memory, after, finish, 0, channels));
    }

    /** A convolution of one tile. */
    Consumer<Kernels> convolution(Operand operand, Tile tile) {
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
        Finish finish = Finish.NOTHING
                .adding(outputs, memory.length / 2)
                .applying(ValueFunction.RELU)
                .sumsAt(memory.length - width);
        Part all = new Part(0, 1, 0, 1);
        return kernels -> kernels.convolve(convolution, memory, 0, memory, output, finish, all, memory);
    }
}
