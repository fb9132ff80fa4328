package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.runtime.machine.MachineModel;
import org.junit.jupiter.api.Test;

/** A kernel is ready when it is clearly quicker than the loop that stands in for it, however fast the machine is. */
class ExercisedKernelTest {

    private static final long SHORT_NANOS = 200_000;
    private static final long LONG_NANOS = 2_000_000;

    private static Runnable taking(long nanos) {
        return () -> {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        };
    }

    @Test
    void aKernelThatIsQuickerThanItsTwinIsReadyOnASlowMachineToo() {
        ExercisedKernel kernel = new ExercisedKernel(taking(SHORT_NANOS), taking(LONG_NANOS), true);
        assertFalse(kernel.isReady());
        assertTrue(kernel.becomesReady());
        assertTrue(kernel.isReady());
        assertTrue(kernel.await());
    }

    @Test
    void aKernelThatIsSlowerThanItsTwinIsNotReady() {
        ExercisedKernel kernel = new ExercisedKernel(taking(LONG_NANOS), taking(SHORT_NANOS), true);
        assertFalse(kernel.becomesReady());
        assertFalse(kernel.await(), "nothing is expected of it, so nobody waits");
    }

    @Test
    void bothAreExercised() {
        int[] runs = new int[2];
        ExercisedKernel kernel = new ExercisedKernel(() -> runs[0]++, () -> runs[1]++, true);
        kernel.exercise();
        assertEquals(MachineModel.WARM_UP_CALLS, runs[0]);
        assertEquals(MachineModel.WARM_UP_CALLS_PER_TWIN, runs[0] / runs[1], "calls of the kernel for one of its twin");
    }
}
