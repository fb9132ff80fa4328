package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.vector.tiles.Lanes;
import io.github.sknet.runtime.vector.tiles.Tiles;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is expected is compiled, whenever that is said, and nothing else. */
class WarmUpTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Operand OPERAND = Operand.LANEWISE;

    private static final List<Tile> TILES = Tiles.of(OPERAND, Lanes.MANY_REGISTERS);
    private static final Tile FIRST = TILES.get(0);
    private static final Tile SECOND = TILES.get(1);

    private final WarmUp warmUp = new WarmUp(new VectorKernels());

    @Test
    void kernelsAreCompiledWhenTheyAreExpected() throws InterruptedException {
        warmUp.start();
        warmUp.expect(OPERAND, FIRST, 1);
        await(() -> warmUp.isReady(OPERAND, FIRST), "the tile that is expected");
        await(warmUp::areRowsReady, "what every network needs");
        await(() -> !isRunning(), "the end of the thread");
        assertFalse(warmUp.isReady(OPERAND, SECOND), "a tile that nobody expects");
        assertFalse(warmUp.areTransformsReady(), "transforms that nobody expects");
        warmUp.expect(OPERAND, SECOND, 1);
        warmUp.expectTransforms();
        await(() -> warmUp.isReady(OPERAND, SECOND), "a tile that is expected late");
        await(warmUp::areTransformsReady, "transforms that are expected late");
    }

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("sknet-warm-up"));
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertTrue(condition.getAsBoolean(), what);
    }
}
