package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Finish;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.Part;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.vector.tiles.Lanes;
import io.github.sknet.runtime.vector.tiles.Tiles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every tile of the table, also those for another number of registers, against the scalar kernels on the same data. */
class TileTest {

    private static final int LANES = Lanes.LANES;
    private static final int PANELS = 2;
    private static final int RUNS = 3;
    private static final int RUN = 4;
    private static final int FLOATS = 16_384;
    private static final float TOLERANCE = 1e-4f;

    private final Random random = new Random(20190315);
    private final Kernels vector = new VectorKernels();
    private final Kernels scalar = new ScalarKernels();

    @ParameterizedTest
    @EnumSource(Operand.class)
    void everyTileComputesWhatTheScalarKernelsDo(Operand operand) {
        for (Tile tile : tiles(operand)) {
            for (int pixels = 1; pixels <= 2 * tile.pixels() + 1; pixels++) {
                compare(operand, tile, pixels, false);
                compare(operand, tile, pixels, true);
            }
        }
    }

    /** Outputs come in whole vectors, so there is a tile for each number of them. */
    @ParameterizedTest
    @EnumSource(Operand.class)
    void aTileOfASingleVectorIsThereForEveryProcessor(Operand operand) {
        for (boolean manyRegisters : new boolean[] {true, false}) {
            List<Tile> tiles = Tiles.of(operand, manyRegisters);
            assertTrue(tiles.stream().anyMatch(tile -> tile.vectors() == 1), tiles::toString);
        }
    }

    /** A tile of a single pixel is the cheapest for two and three. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "3, 1", "2, 2", "1, 5"})
    void groupedConvolutionsOfFewPixelsAreComputed(int height, int width) {
        int channels = 128;
        Conv2d conv = Conv2d.of(channels, channels, Window.of(3).padding(1)).withGroups(32);
        GraphBuilder builder = new GraphBuilder(channels);
        builder.output("y", builder.add("conv", conv, builder.input()));
        Graph graph = builder.build();
        List<Integer> shape = List.of(channels, channels / 32, 3, 3);
        Weights weights = new Weights(Map.of("conv.weight", new Tensor(shape, floats(channels * channels / 32 * 9))));
        float[] input = floats(channels * height * width);
        assertArrayEquals(
                Plan.compile(graph, weights, height, width, scalar)
                        .session()
                        .predict(input, false)
                        .output()
                        .values(),
                Plan.compile(graph, weights, height, width, vector)
                        .session()
                        .predict(input, false)
                        .output()
                        .values(),
                TOLERANCE,
                "a map of " + height + "×" + width);
    }

    private void compare(Operand operand, Tile tile, int pixels, boolean residual) {
        int width = tile.vectors() * LANES;
        int stride = PANELS * width;
        Convolution convolution = convolution(operand, tile, pixels);
        float[] x = floats(FLOATS);
        float[] expected = floats(FLOATS);
        float[] actual = expected.clone();
        int sums = FLOATS - stride;
        Finish finish = Finish.NOTHING
                .adding(residual ? convolution.pixels().outputs() : null, FLOATS / 2)
                .applying(ValueFunction.RELU)
                .sumsAt(sums);
        Part all = new Part(0, convolution.pixels().tiles(), 0, PANELS);
        Kernels twin = ScalarKernels.twinOf(vector);
        twin.convolve(convolution, x, 0, expected, 0, finish, all, null);
        vector.convolve(convolution, x, 0, actual, 0, finish, all, null);
        // What fills up the last tile goes where nobody reads.
        System.arraycopy(expected, spare(pixels, stride), actual, spare(pixels, stride), stride);
        assertArrayEquals(
                expected,
                actual,
                TOLERANCE,
                operand + " " + tile + ", " + pixels + " pixels" + (residual ? " and a value to add" : ""));
    }

    private Convolution convolution(Operand operand, Tile tile, int pixels) {
        int width = tile.vectors() * LANES;
        int stride = PANELS * width;
        int filled = (pixels + tile.pixels() - 1) / tile.pixels() * tile.pixels();
        int run = operand == Operand.BROADCAST ? RUN : 1;
        int steps = RUNS * run;
        PackedFilter filter = new PackedFilter(
                operand,
                tile.vectors(),
                PANELS,
                steps,
                floats(CacheLine.FIRST + PANELS * steps * width),
                floats(PANELS * width));
        return Convolution.unpadded(
                tile,
                new PixelTable(
                        pixels,
                        tile.pixels(),
                        IntStream.range(0, filled).map(p -> 5 * p).toArray(),
                        IntStream.range(0, filled)
                                .map(p -> Math.min(p * stride, spare(pixels, stride)))
                                .toArray()),
                filter,
                random.ints(PANELS * RUNS, 0, FLOATS / 2).toArray(),
                run,
                IntStream.range(0, PANELS).map(panel -> panel * RUNS).toArray());
    }

    private static int spare(int pixels, int stride) {
        return pixels * stride;
    }

    private static Set<Tile> tiles(Operand operand) {
        Set<Tile> tiles = new LinkedHashSet<>(Tiles.of(operand, true));
        tiles.addAll(Tiles.of(operand, false));
        return tiles;
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
