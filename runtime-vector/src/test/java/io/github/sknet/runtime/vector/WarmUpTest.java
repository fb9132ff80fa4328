package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.kernels.WinogradTiles;
import io.github.sknet.runtime.vector.tiles.Lanes;
import io.github.sknet.runtime.vector.tiles.Tiles;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is expected is compiled, whenever that is said, and nothing else. */
class WarmUpTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final VectorKernels VECTOR = new VectorKernels();
    private static final ScalarKernels TWIN = ScalarKernels.twinOf(VECTOR);
    private static final List<Tile> TILES = Tiles.of(Operand.LANEWISE, Lanes.MANY_REGISTERS);
    private static final Convolution FIRST = convolution(Operand.LANEWISE, TILES.get(0));
    private static final Convolution SECOND = convolution(Operand.LANEWISE, TILES.get(1));

    private static final WinogradConvolution WINOGRAD = new WinogradConvolution(
            WinogradTiles.of(new int[1], 0, 0, new int[4], -1),
            List.of(convolution(
                    Operand.BROADCAST,
                    Tiles.of(Operand.BROADCAST, Lanes.MANY_REGISTERS).get(0))),
            new float[0],
            0,
            0,
            0,
            8);

    private final WarmUp warmUp = new WarmUp(VECTOR, TWIN);

    /** A convolution that consists of one tile. */
    static Convolution convolution(Operand operand, Tile tile) {
        int[] pixels = new int[tile.pixels()];
        PackedFilter filter = new PackedFilter(operand, tile.vectors(), 1, 1, new float[0], new float[0]);
        return Convolution.unpadded(
                tile, new PixelTable(tile.pixels(), tile.pixels(), pixels, pixels), filter, new int[1], 1, new int[1]);
    }

    @Test
    void kernelsAreCompiledWhenTheyAreExpected() throws InterruptedException {
        warmUp.start();
        warmUp.expect(FIRST, 1);
        await(() -> warmUp.isReady(FIRST), "the tile that is expected");
        await(warmUp::areRowsReady, "what every network needs");
        await(() -> !isRunning(), "the end of the thread");
        assertFalse(warmUp.isReady(SECOND), "a tile that nobody expects");
        assertFalse(warmUp.isReady(WINOGRAD), "transforms that nobody expects");
        warmUp.expect(SECOND, 1);
        warmUp.expect(WINOGRAD, 1);
        await(() -> warmUp.isReady(SECOND), "a tile that is expected late");
        await(() -> warmUp.isReady(WINOGRAD), "transforms that are expected late");
    }

    @Test
    void whoWaitsFindsAllThatIsExpectedCompiled() {
        warmUp.settle();
        warmUp.start();
        warmUp.expect(FIRST, 1);
        warmUp.settle();
        assertTrue(warmUp.areRowsReady(), "what every network needs");
        assertTrue(warmUp.isReady(FIRST), "the tile that is expected");
    }

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("sknet-warm-up"));
    }

    static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertTrue(condition.getAsBoolean(), what);
    }
}
