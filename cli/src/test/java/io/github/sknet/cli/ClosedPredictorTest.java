package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing a predictor while others predict ends as it should in every engine, and every engine says the same. */
class ClosedPredictorTest {

    private static final int THREADS = 4;

    @ParameterizedTest
    @ValueSource(strings = {"java", "java-scalar", "onnx", "torch"})
    void whoComesAfterClosingIsToldSo(String engine) throws InterruptedException {
        Graph graph = Models.named("sknet_tiny").build();
        Predictor predictor = Engines.named(engine).load(graph, Weights.initial(graph, 1), 2);
        Tensor input = Tensor.zeros(List.of(1, graph.inputChannels(), 28, 28));
        CountDownLatch predicting = new CountDownLatch(THREADS);
        List<String> ends = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        predictor.predict(input, true);
                        predicting.countDown();
                    }
                } catch (RuntimeException e) {
                    ends.add(e.getClass().getSimpleName() + ": " + e.getMessage());
                    predicting.countDown();
                }
            });
            thread.start();
            threads.add(thread);
        }
        predicting.await();
        predictor.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Collections.nCopies(THREADS, "IllegalStateException: This predictor is closed"), ends);
        predictor.close();
    }
}
