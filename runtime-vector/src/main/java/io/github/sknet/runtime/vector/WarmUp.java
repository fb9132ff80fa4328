package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Kernels.Finish;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelSums;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Runs every kernel on tiny data until C2 has compiled it, in a thread of its own while the caller still reads its model.
 * Before that, a Vector API loop is a hundred times slower than after, and slower than plain loops; so each kernel is used
 * once it is ready, and its scalar twin until then. The first predictions may therefore differ from later ones in the last
 * bits.
 */
final class WarmUp implements Runnable {

    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

    /** With this many calls and steps the compiler takes notice: 600 calls and 15,000 calls and loop rounds in all. */
    private static final int CALLS = 700;

    private static final int STEPS = 24;
    private static final int CHANNELS = 32;
    private static final int PIXELS = 12;

    /** A compiled kernel does its tiny work within a few microseconds; interpreted it takes a hundred. */
    private static final long COMPILED_NANOS = 4_000;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Kernels kernels;
    private final int lanes = Lanes.LANES;
    private final float[] memory = new float[8 * CHANNELS * Lanes.LANES * PIXELS];
    private final Map<Tile, Boolean> readyBroadcast = new ConcurrentHashMap<>();
    private final Map<Tile, Boolean> readyLanewise = new ConcurrentHashMap<>();
    private volatile boolean allReady;
    private volatile boolean rowsReady;

    WarmUp(Kernels kernels) {
        this.kernels = kernels;
    }

    /** Starts warming up. */
    void start() {
        Thread thread = new Thread(this, "sknet-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether a tile is compiled. */
    boolean isReady(Operand operand, Tile tile) {
        return allReady || ready(operand).containsKey(tile);
    }

    /** Whether the kernels that work on rows of values are compiled. */
    boolean areRowsReady() {
        return rowsReady;
    }

    private Map<Tile, Boolean> ready(Operand operand) {
        return operand == Operand.BROADCAST ? readyBroadcast : readyLanewise;
    }

    @Override
    public void run() {
        Map<Runnable, Runnable> pending = new LinkedHashMap<>();
        List<Runnable> rows = rows();
        AtomicInteger rowsLeft = new AtomicInteger(rows.size());
        rows.forEach(work -> pending.put(work, () -> rowsReady = rowsLeft.decrementAndGet() == 0));
        for (Operand operand : Operand.values()) {
            kernels.tiles(operand)
                    .forEach(tile -> pending.put(
                            convolution(operand, tile), () -> ready(operand).put(tile, true)));
        }
        for (Runnable work : List.copyOf(pending.keySet())) {
            for (int call = 0; call < CALLS; call++) {
                work.run();
            }
            confirm(pending);
        }
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!pending.isEmpty() && System.nanoTime() < end) {
            confirm(pending);
        }
        allReady = pending.isEmpty();
        if (!allReady) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} vector kernels were not compiled within {1} s; scalar ones stand in for them",
                    pending.size(),
                    TimeUnit.NANOSECONDS.toSeconds(LONGEST_NANOS));
        }
    }

    /** Announces and removes what runs at full speed by now. */
    private static void confirm(Map<Runnable, Runnable> pending) {
        pending.entrySet().removeIf(entry -> {
            boolean compiled = isFast(entry.getKey()) || isFast(entry.getKey());
            if (compiled) {
                entry.getValue().run();
            }
            return compiled;
        });
    }

    private static boolean isFast(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start < COMPILED_NANOS;
    }

    private List<Runnable> rows() {
        List<Runnable> work = new ArrayList<>();
        int row = 4 * lanes;
        float[] m = memory;
        float[] factors = new float[row];
        PixelSums pixels =
                new PixelSums(new int[] {0}, new int[] {0, 4}, new int[] {0, row, 2 * row, 3 * row}, new float[4]);
        work.add(() -> kernels.select(m, 0, row, m, 2 * row, 3 * row, m, 4 * row, 1, row));
        work.add(() -> kernels.add(m, 0, row, 0, m, 2 * row, row));
        work.add(() -> kernels.clamp(m, 0, 0, m, row, row));
        work.add(() -> kernels.affine(m, 0, factors, factors, 0, m, 0, 4, row));
        work.add(() -> kernels.scale(m, 0, m, row, false, m, 2 * row, 1, row));
        work.add(() -> kernels.scale(m, 0, m, row, true, m, 2 * row, 1, row));
        work.add(() -> kernels.sumPixels(m, 0, 4, row, m, 4 * row, row));
        work.add(() -> kernels.weightedPixels(pixels, m, 0, m, 4 * row, 0, 1, row));
        work.add(() -> kernels.largestPixels(pixels, m, 0, m, 4 * row, 0, 1, row));
        return work;
    }

    private Runnable convolution(Operand operand, Tile tile) {
        int width = tile.vectors() * lanes;
        int[] inputs = IntStream.range(0, tile.pixels()).map(p -> p * CHANNELS).toArray();
        int[] outputs = IntStream.range(0, tile.pixels()).map(p -> p * width).toArray();
        int[] offsets = operand == Operand.BROADCAST
                ? new int[] {0, STEPS / 2}
                : IntStream.range(0, STEPS).map(k -> k * lanes).toArray();
        PackedFilter filter =
                new PackedFilter(operand, tile.vectors(), 1, STEPS, new float[STEPS * width], new float[width]);
        Convolution convolution = new Convolution(
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
