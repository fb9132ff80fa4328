package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the kernels that are expected to be used on tiny data until C2 has compiled them, in a thread of its own while the caller
 * still reads its model. Kernels that no network needs are left alone: to compile a large tile takes C2 half a second and 40 MB.
 * Before that, a Vector API loop is a hundred times slower than after, and slower than plain loops; so each kernel is used
 * once it is ready. Until then its scalar twin stands in, where that is quicker than to wait. The first predictions may
 * therefore differ from later ones in the last bits.
 */
final class WarmUp implements Runnable {

    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

    /** With so many calls the compiler takes notice: by default at 600 calls and 15,000 calls and loop rounds in all. */
    private static final int CALLS = 700;

    /** A compiled kernel does its tiny work within a few microseconds; interpreted it takes a hundred. */
    private static final long COMPILED_NANOS = 4_000;

    /** Between two looks at what is still being compiled: the compiler needs the processor more. */
    private static final long PAUSE_NANOS = 2_000_000;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** What the scalar kernels do at best while they are young. */
    private static final long SCALAR_MACS_PER_MILLI = 1_000_000;

    /**
     * A tile with more to do is worth waiting for, so that it is begun at once. The others come one after the other: each takes tens
     * of megabytes of the compilers, which would add up.
     */
    private static final long URGENT_MACS = 50 * SCALAR_MACS_PER_MILLI;

    private final Map<Operand, Map<Tile, Kernel>> tiles = new EnumMap<>(Operand.class);
    private final List<Kernel> rows;
    private final List<Kernel> transforms;
    private final List<Kernel> unexercised = new ArrayList<>();
    private boolean running;
    private volatile boolean rowsReady;
    private volatile boolean transformsReady;

    WarmUp(Kernels kernels) {
        TinyWork work = new TinyWork(kernels);
        for (Operand operand : Operand.values()) {
            Map<Tile, Kernel> ofOperand = new LinkedHashMap<>();
            kernels.tiles(operand)
                    .forEach(tile -> ofOperand.put(tile, new Kernel(work.convolution(operand, tile), true)));
            tiles.put(operand, ofOperand);
        }
        this.rows = work.rows().stream().map(row -> new Kernel(row, false)).toList();
        this.transforms = work.transforms().stream()
                .map(transform -> new Kernel(transform, false))
                .toList();
        tiles.values().forEach(ofOperand -> unexercised.addAll(ofOperand.values()));
        unexercised.addAll(rows);
        unexercised.addAll(transforms);
    }

    /** Starts with the kernels that every network needs. */
    void start() {
        rows.forEach(row -> expect(row, 1));
    }

    /** Says that a tile will have so much to do; those with the most come first. */
    void expect(Operand operand, Tile tile, long macs) {
        expect(tiles.get(operand).get(tile), macs);
    }

    /** Says that the transforms of Winograd's convolutions will be needed. */
    void expectTransforms() {
        transforms.forEach(transform -> expect(transform, 1));
    }

    private synchronized void expect(Kernel kernel, long macs) {
        kernel.expectedMacs.addAndGet(macs);
        kernel.worthWaiting = true;
        if (!running && unexercised.contains(kernel)) {
            running = true;
            Thread thread = new Thread(this, "sknet-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether a tile is compiled; waits for it where all that is expected of it would take its scalar twin longer. */
    boolean isReady(Operand operand, Tile tile) {
        return tiles.get(operand).get(tile).await();
    }

    /** Whether the kernels that work on rows of values are compiled. */
    boolean areRowsReady() {
        return rowsReady;
    }

    /** Whether the transforms of Winograd's convolutions are compiled. */
    boolean areTransformsReady() {
        return transformsReady;
    }

    @Override
    public void run() {
        List<Kernel> pending = new ArrayList<>();
        long end = System.nanoTime() + LONGEST_NANOS;
        for (Kernel next = next(pending); next != null || !pending.isEmpty(); next = next(pending)) {
            if (next != null) {
                next.exercise();
                pending.add(next);
                end = System.nanoTime() + LONGEST_NANOS;
            } else if (System.nanoTime() < end) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} vector kernels were not compiled within {1} s; scalar ones stand in for them",
                        pending.size(),
                        TimeUnit.NANOSECONDS.toSeconds(LONGEST_NANOS));
                pending.clear();
            }
            confirm(pending);
        }
    }

    /** Takes the kernel of which most is expected; where there is none, and nothing is pending, the thread ends. */
    private synchronized Kernel next(List<Kernel> pending) {
        boolean tilePends = pending.stream().anyMatch(kernel -> kernel.isTile);
        Kernel next = unexercised.stream()
                .filter(kernel -> kernel.expectedMacs.get() > (kernel.isTile && tilePends ? URGENT_MACS : 0))
                .max(Comparator.comparingLong(kernel -> kernel.expectedMacs.get()))
                .orElse(null);
        unexercised.remove(next);
        running = next != null || !pending.isEmpty();
        return next;
    }

    /** Announces and removes what runs at full speed by now. */
    private void confirm(List<Kernel> pending) {
        pending.removeIf(Kernel::becomesReady);
        rowsReady = rows.stream().allMatch(Kernel::isReady);
        transformsReady = transforms.stream().allMatch(Kernel::isReady);
    }

    /** One kernel on its way. */
    private static final class Kernel {

        private final Runnable work;
        private final boolean isTile;
        private final AtomicLong expectedMacs = new AtomicLong();
        private final CountDownLatch ready = new CountDownLatch(1);
        private volatile boolean worthWaiting = true;

        Kernel(Runnable work, boolean isTile) {
            this.work = work;
            this.isTile = isTile;
        }

        void exercise() {
            for (int call = 0; call < CALLS; call++) {
                work.run();
            }
        }

        boolean isReady() {
            return ready.getCount() == 0;
        }

        boolean becomesReady() {
            boolean compiled = isFast() || isFast();
            if (compiled) {
                ready.countDown();
            }
            return compiled;
        }

        private boolean isFast() {
            long start = System.nanoTime();
            work.run();
            return System.nanoTime() - start < COMPILED_NANOS;
        }

        boolean await() {
            if (isReady()) {
                return true;
            }
            if (!worthWaiting) {
                return false;
            }
            try {
                boolean compiled = ready.await(expectedMacs.get() / SCALAR_MACS_PER_MILLI, TimeUnit.MILLISECONDS);
                worthWaiting = compiled;
                return compiled;
            } catch (InterruptedException e) {
                // Not ours to handle: the caller's own waiting will see it.
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
