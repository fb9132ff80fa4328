package io.github.sknet.graph.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosingGateTest {

    @Test
    void closingWaitsForWhoIsInsideAndTurnsLaterOnesAway() throws InterruptedException {
        ClosingGate gate = new ClosingGate();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicBoolean working = new AtomicBoolean();
        Thread caller = new Thread(() -> gate.enter(() -> {
            working.set(true);
            inside.countDown();
            await(leave);
            working.set(false);
            return null;
        }));
        caller.start();
        inside.await();
        AtomicBoolean freedWhileWorking = new AtomicBoolean();
        Thread closer = new Thread(() -> gate.close(() -> freedWhileWorking.set(working.get())));
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        leave.countDown();
        caller.join();
        closer.join();
        assertFalse(freedWhileWorking.get(), "nothing is freed while a caller is inside");
        String refusal = assertThrows(IllegalStateException.class, () -> gate.enter(() -> 1))
                .getMessage();
        assertEquals("This predictor is closed", refusal);
    }

    @Test
    void freesOnce() {
        ClosingGate gate = new ClosingGate();
        AtomicInteger freed = new AtomicInteger();
        assertEquals(3, gate.enter(() -> 3));
        gate.close(freed::incrementAndGet);
        gate.close(freed::incrementAndGet);
        assertEquals(1, freed.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
