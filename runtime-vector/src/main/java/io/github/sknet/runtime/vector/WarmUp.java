package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Tile;
import java.util.ArrayList;
import java.util.Collection;
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
 * Runs every kernel on tiny data until C2 has compiled it, in a thread of its own while the caller still reads its model.
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

    private final Map<Operand, Map<Tile, Kernel>> tiles = new EnumMap<>(Operand.class);
    private final List<Kernel> rows = new ArrayList<>();
    private final List<Kernel> transforms = new ArrayList<>();
    private volatile boolean allReady;
    private volatile boolean rowsReady;
    private volatile boolean transformsReady;

    WarmUp(Kernels kernels) {
        TinyWork work = new TinyWork(kernels);
        for (Operand operand : Operand.values()) {
            Map<Tile, Kernel> ofOperand = new LinkedHashMap<>();
            kernels.tiles(operand).forEach(tile -> ofOperand.put(tile, new Kernel(work.convolution(operand, tile))));
            tiles.put(operand, ofOperand);
        }
        work.rows().forEach(row -> rows.add(new Kernel(row)));
        work.transforms().forEach(transform -> transforms.add(new Kernel(transform)));
    }

    /** Starts warming up. */
    void start() {
        Thread thread = new Thread(this, "sknet-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says that a tile will have so much to do; those with the most come first. */
    void expect(Operand operand, Tile tile, long macs) {
        if (!allReady) {
            tiles.get(operand).get(tile).expectedMacs.addAndGet(macs);
        }
    }

    /** Says that the transforms of Winograd's convolutions will be needed. */
    void expectTransforms() {
        transforms.forEach(Kernel::expectSome);
    }

    /** Whether a tile is compiled; waits for it where all that is expected of it would take its scalar twin longer. */
    boolean isReady(Operand operand, Tile tile) {
        return allReady || tiles.get(operand).get(tile).await();
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
        List<Kernel> unexercised = new ArrayList<>();
        tiles.values().forEach(ofOperand -> unexercised.addAll(ofOperand.values()));
        unexercised.addAll(rows);
        unexercised.addAll(transforms);
        List<Kernel> pending = new ArrayList<>(unexercised);
        while (!unexercised.isEmpty()) {
            Kernel next = mostExpected(unexercised);
            unexercised.remove(next);
            next.exercise();
            confirm(pending);
        }
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!pending.isEmpty() && System.nanoTime() < end) {
            confirm(pending);
            LockSupport.parkNanos(PAUSE_NANOS);
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

    private static Kernel mostExpected(Collection<Kernel> kernels) {
        return kernels.stream()
                .max(Comparator.comparingLong(kernel -> kernel.expectedMacs.get()))
                .orElseThrow();
    }

    /** Announces and removes what runs at full speed by now. */
    private void confirm(List<Kernel> pending) {
        pending.removeIf(Kernel::becomesReady);
        rowsReady = rows.stream().noneMatch(pending::contains);
        transformsReady = transforms.stream().noneMatch(pending::contains);
    }

    /** One kernel on its way. */
    private static final class Kernel {

        private final Runnable work;
        private final AtomicLong expectedMacs = new AtomicLong();
        private final CountDownLatch ready = new CountDownLatch(1);
        private volatile boolean worthWaiting = true;

        Kernel(Runnable work) {
            this.work = work;
        }

        /** Puts it before those that nobody may need, and behind those with much to do. */
        void expectSome() {
            expectedMacs.set(1);
        }

        void exercise() {
            for (int call = 0; call < CALLS; call++) {
                work.run();
            }
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
            if (ready.getCount() == 0) {
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
