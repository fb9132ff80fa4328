package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.machine.MachineModel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One kernel on its way from the interpreter to compiled code, beside the plain loop that stands in for it. */
final class ExercisedKernel {

    private final Runnable work;
    private final Runnable twin;
    private final boolean isTile;
    private final AtomicLong expectedMacs = new AtomicLong();
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean worthWaiting = true;

    ExercisedKernel(Runnable work, Runnable twin, boolean isTile) {
        this.work = work;
        this.twin = twin;
        this.isTile = isTile;
    }

    /** Whether it is a convolution's tile: what C2 needs much memory and time for. */
    boolean isTile() {
        return isTile;
    }

    /** Says that it will have so much to do, and is worth waiting for. */
    void expect(long macs) {
        expectedMacs.addAndGet(macs);
        worthWaiting = true;
    }

    /** The multiply-accumulates of all convolutions that need it. */
    long expectedMacs() {
        return expectedMacs.get();
    }

    /** Runs it until the compiler takes notice. */
    void exercise() {
        for (int call = 0; call < MachineModel.WARM_UP_CALLS; call++) {
            work.run();
            if (call % MachineModel.WARM_UP_CALLS_PER_TWIN == 0) {
                twin.run();
            }
        }
    }

    /** Whether it has been found to be compiled. */
    boolean isReady() {
        return ready.getCount() == 0;
    }

    /** Whether it is compiled by now: clearly quicker than its twin. */
    boolean becomesReady() {
        boolean compiled = nanos(work) <= nanos(twin) / MachineModel.WARM_UP_GAIN + MachineModel.WARM_UP_TIMER_NANOS;
        if (compiled) {
            ready.countDown();
        }
        return compiled;
    }

    /** The quicker of two runs: the first may have been interrupted. */
    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        long middle = System.nanoTime();
        work.run();
        return Math.min(middle - start, System.nanoTime() - middle);
    }

    /** Whether it is ready; waits for it where all that is expected would take its twin longer. */
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
