package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.ConvolutionTables;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.machine.MachineModel;
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
import java.util.function.Consumer;

/**
 * Runs the kernels that are expected to be used on tiny data until C2 has compiled them, in a thread of its own while the caller
 * still reads its model. Kernels that no network needs are left alone: to compile a large tile takes C2 half a second and 40 MB.
 * Before that, a Vector API loop is a hundred times slower than after, and slower than plain loops; so each kernel is used
 * once it is ready. Until then its scalar twin stands in, where that is quicker than to wait. The first predictions may
 * therefore differ from later ones in the last bits.
 */
final class WarmUp implements Runnable {

    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

    /** A compiled kernel does its tiny work within a few microseconds; interpreted it takes a hundred. */
    private static final long COMPILED_NANOS = 4_000;

    private final Map<Operand, Map<Tile, Kernel>> tiles = new EnumMap<>(Operand.class);
    private final List<Kernel> rows;
    private final List<Kernel> transforms;
    private final List<Kernel> unexercised = new ArrayList<>();
    private boolean running;
    private volatile boolean rowsReady;

    WarmUp(VectorKernels kernels) {
        TinyWork work = new TinyWork();
        for (Operand operand : Operand.values()) {
            Map<Tile, Kernel> ofOperand = new LinkedHashMap<>();
            for (Tile tile : kernels.tiles(operand)) {
                Consumer<Kernels> convolution = work.convolution(operand, tile);
                ofOperand.put(tile, new Kernel(() -> convolution.accept(kernels), true));
            }
            tiles.put(operand, ofOperand);
        }
        this.rows = work.rows(kernels.transpositionFloats()).stream()
                .map(row -> new Kernel(() -> row.accept(kernels), false))
                .toList();
        this.transforms = work.transforms().stream()
                .map(transform -> new Kernel(() -> transform.accept(kernels.winograd()), false))
                .toList();
        tiles.values().forEach(ofOperand -> unexercised.addAll(ofOperand.values()));
        unexercised.addAll(rows);
        unexercised.addAll(transforms);
    }

    /** Starts with the kernels that every network needs. */
    void start() {
        rows.forEach(row -> expect(row, 1));
    }

    /**
     * Says that a convolution will have so much to do; the kernels of those with the most come first. While one of its tiles is missing,
     * be it for its last pixel, the whole is the scalar twin's.
     */
    void expect(ConvolutionTables convolution, long macs) {
        Convolution products = products(convolution);
        Kernel tile = tile(products, products.tile());
        Kernel last = tile(products, products.last());
        expect(tile, macs);
        if (last != tile) {
            expect(last, macs);
        }
        if (convolution instanceof WinogradConvolution) {
            transforms.forEach(transform -> expect(transform, macs));
        }
    }

    /** What has tiles: Winograd's filtering has the same for all of its positions. */
    private static Convolution products(ConvolutionTables convolution) {
        return convolution instanceof WinogradConvolution filtering
                ? filtering.positions().get(0)
                : (Convolution) convolution;
    }

    private Kernel tile(Convolution convolution, Tile tile) {
        return tiles.get(convolution.filter().operand()).get(tile);
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

    /**
     * Whether all kernels that a convolution needs are compiled; waits for each where all that is expected of it would take its
     * scalar twin longer.
     */
    boolean isReady(ConvolutionTables convolution) {
        Convolution products = products(convolution);
        if (!tile(products, products.tile()).await()
                || !tile(products, products.last()).await()) {
            return false;
        }
        if (convolution instanceof WinogradConvolution) {
            for (Kernel transform : transforms) {
                if (!transform.await()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the kernels that work on rows of values are compiled. */
    boolean areRowsReady() {
        return rowsReady;
    }

    @Override
    public void run() {
        List<Kernel> pending = new ArrayList<>();
        long end = System.nanoTime() + MachineModel.WARM_UP_LONGEST_NANOS;
        for (Kernel next = next(pending); next != null || !pending.isEmpty(); next = next(pending)) {
            if (next != null) {
                next.exercise();
                pending.add(next);
                end = System.nanoTime() + MachineModel.WARM_UP_LONGEST_NANOS;
            } else if (System.nanoTime() < end) {
                LockSupport.parkNanos(MachineModel.WARM_UP_PAUSE_NANOS);
            } else {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} vector kernels were not compiled within {1} s; scalar ones stand in for them",
                        pending.size(),
                        TimeUnit.NANOSECONDS.toSeconds(MachineModel.WARM_UP_LONGEST_NANOS));
                pending.clear();
            }
            confirm(pending);
        }
    }

    /** Takes the kernel of which most is expected; where there is none, and nothing is pending, the thread ends. */
    private synchronized Kernel next(List<Kernel> pending) {
        boolean tilePends = pending.stream().anyMatch(kernel -> kernel.isTile);
        Kernel next = unexercised.stream()
                .filter(kernel ->
                        kernel.expectedMacs.get() > (kernel.isTile && tilePends ? MachineModel.URGENT_MACS : 0))
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
            for (int call = 0; call < MachineModel.WARM_UP_CALLS; call++) {
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
                boolean compiled =
                        ready.await(expectedMacs.get() / MachineModel.SCALAR_MACS_PER_MILLI, TimeUnit.MILLISECONDS);
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
