package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.engine.Normalization;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a predictor promises besides the numbers: who waits for whom, and what it keeps. */
class PlanPredictorTest {

    private static final Graph TINY = Models.named("sknet_tiny").build();
    private static final int SIZE = 28;
    private static final int OTHER_SIZE = 32;
    private static final int CALLERS = 6;

    /** More than the predictions after which idle sessions are given up, twice: once for the burst, once for the calm. */
    private static final int CALM = 250;

    private static Tensor image(int size) {
        return Tensor.zeros(List.of(1, TINY.inputChannels(), size, size));
    }

    private static Network network(Kernels kernels) {
        return new Network(TINY, Weights.initial(TINY, 1), kernels);
    }

    @Test
    void theSessionsOfABurstAreGivenUpWhenItIsOver() throws InterruptedException {
        SessionPool pool = new SessionPool(new Plan(network(new ScalarKernels()), SIZE, SIZE), Team.of(1));
        CountDownLatch all = new CountDownLatch(CALLERS);
        List<Thread> burst = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> pool.with(session -> {
                all.countDown();
                await(all);
                return null;
            }));
            caller.start();
            burst.add(caller);
        }
        for (Thread caller : burst) {
            caller.join();
        }
        pool.trim();
        assertEquals(CALLERS, pool.idle(), "they were all needed at once");
        pool.with(session -> null);
        pool.with(session -> null);
        pool.trim();
        assertEquals(1, pool.idle(), "one was enough since");
        pool.trim();
        assertEquals(0, pool.idle(), "nobody came since");
    }

    @Test
    void aPredictorKeepsTheSessionsThatItNeededLately() {
        try (PlanPredictor predictor = new PlanPredictor(network(new ScalarKernels()), 1)) {
            predictor.predict(image(SIZE), false);
            predictor.predict(image(OTHER_SIZE), false);
            assertEquals(2, predictor.idleSessions(), "one of each size");
            for (int i = 0; i < CALM; i++) {
                predictor.predict(image(OTHER_SIZE), false);
            }
            assertEquals(1, predictor.idleSessions(), "the size that nobody sends any more has none");
        }
    }

    @Test
    void pixelsAreReadWhereTheyAre() {
        Pixels pixels = Pixels.of(
                new byte[3 * SIZE * OTHER_SIZE], 3, SIZE, OTHER_SIZE, Normalization.none(TINY.inputChannels()));
        try (PlanPredictor predictor = new PlanPredictor(network(new ScalarKernels()), 2)) {
            assertEquals(
                    predictor.predict(pixels.toTensor(), true).outputs(),
                    predictor.predict(pixels, true).outputs());
            Pixels coloured = Pixels.of(new byte[3], 1, 1, 1, Normalization.none(3));
            String message = assertThrows(IllegalArgumentException.class, () -> predictor.predict(coloured, false))
                    .getMessage();
            assertTrue(message.contains("(N, 1, H, W)") && message.contains("3 channels"), message);
        }
    }

    @Test
    void whileAPlanIsCompiledOtherSizesArePredicted() throws InterruptedException {
        CountDownLatch compiling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread[] slow = new Thread[1];
        Set<Thread> compilers = ConcurrentHashMap.newKeySet();
        Kernels kernels = scalarBut(() -> {
            compilers.add(Thread.currentThread());
            if (Thread.currentThread() == slow[0]) {
                compiling.countDown();
                await(goOn);
            }
        });
        try (PlanPredictor predictor = new PlanPredictor(network(kernels), 1)) {
            slow[0] = new Thread(() -> predictor.predict(image(OTHER_SIZE), false));
            slow[0].start();
            compiling.await();
            predictor.predict(image(SIZE), false);
            Thread same = new Thread(() -> predictor.predict(image(OTHER_SIZE), false));
            same.start();
            while (same.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            slow[0].join();
            same.join();
            assertEquals(Set.of(Thread.currentThread(), slow[0]), compilers, "who waited compiled nothing");
        }
    }

    @Test
    void aSizeThatDoesNotFitIsRefusedEachTime() {
        GraphBuilder builder = new GraphBuilder(3);
        builder.output("y", builder.add("conv", Conv2d.of(3, 4, Window.of(5)), builder.input()));
        Graph graph = builder.build();
        Network network = new Network(graph, Weights.initial(graph, 1), new ScalarKernels());
        try (PlanPredictor predictor = new PlanPredictor(network, 1)) {
            for (int i = 0; i < 2; i++) {
                Tensor small = Tensor.zeros(List.of(1, 3, 1, 1));
                String message = assertThrows(IllegalArgumentException.class, () -> predictor.predict(small, false))
                        .getMessage();
                assertTrue(message.contains("too small"), message);
            }
        }
    }

    /** Scalar kernels that do something else as well each time they are told what to expect. */
    private static Kernels scalarBut(Runnable whenExpecting) {
        ScalarKernels scalar = new ScalarKernels();
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("expect")) {
                        whenExpecting.run();
                    }
                    try {
                        return method.invoke(scalar, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
