package io.github.sknet.serve.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.serve.metrics.ServeMetrics;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.model.ModelVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions are answered in order, together where they may be, and never wait for company while a thread is idle. */
@Timeout(30)
class WorkersTest {

    private static ModelVersion version;

    /** How many questions each pass answered. */
    private final List<Integer> passes = Collections.synchronizedList(new ArrayList<>());

    private final ServeMetrics metrics = new ServeMetrics();
    private Workers workers;
    private ModelRunner runner;

    @BeforeAll
    static void load() {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 3);
        ModelFile file = ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32));
        version = new ModelLoader("java", 1, 1).load(file, 1);
    }

    private void start(int queue, Duration delay, Duration timeout) {
        workers = new Workers(1, new QueueLimits(queue, 4, delay, timeout));
        runner = workers.runner("model", () -> version, metrics.model("model"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        workers.stop();
        assertTrue(workers.await(Duration.ofSeconds(10)));
        metrics.close();
    }

    /** Doubles numbers; negative ones spoil a pass. */
    private record Doubling(String kind, List<Integer> passes) implements Inference<Integer, Integer> {

        @Override
        public List<Integer> answer(ModelVersion model, List<Integer> questions) {
            if (questions.stream().anyMatch(number -> number < 0)) {
                throw new IllegalArgumentException("A number is below 0");
            }
            passes.add(questions.size());
            return questions.stream().map(number -> 2 * number).toList();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Doubling doubling && doubling.kind.equals(kind);
        }

        @Override
        public int hashCode() {
            return kind.hashCode();
        }
    }

    private CompletableFuture<Integer> ask(String kind, int number) {
        return runner.submit(new Doubling(kind, passes), Question.of(model -> number, 1));
    }

    /** Keeps the thread busy. */
    private CountDownLatch hold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        runner.submit(model -> {
            begun.countDown();
            try {
                return go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException end) {
                throw new IllegalStateException(end);
            }
        });
        begun.await();
        return go;
    }

    @Test
    void questionsGatherWhileThreadsAreBusy() throws Exception {
        start(64, Duration.ZERO, Duration.ofSeconds(20));
        CountDownLatch go = hold();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(ask("a", i));
        }
        CompletableFuture<Integer> other = ask("b", 100);
        go.countDown();
        for (int i = 0; i < 10; i++) {
            assertEquals(2 * i, answers.get(i).get());
        }
        assertEquals(200, other.get());
        assertEquals(List.of(4, 4, 2, 1), passes);
    }

    @Test
    void anIdleThreadWaitsForNobody() throws Exception {
        start(64, Duration.ZERO, Duration.ofSeconds(20));
        for (int i = 0; i < 5; i++) {
            assertEquals(2 * i, ask("a", i).get());
        }
        assertEquals(List.of(1, 1, 1, 1, 1), passes);
    }

    @Test
    void aDelayLetsOthersCome() throws Exception {
        start(64, Duration.ofSeconds(10), Duration.ofSeconds(20));
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(ask("a", i));
        }
        // A batch that is full waits no longer.
        for (int i = 0; i < 4; i++) {
            assertEquals(2 * i, answers.get(i).get(5, TimeUnit.SECONDS));
        }
        assertEquals(List.of(4), passes);
    }

    @Test
    void oneQuestionSpoilsNoOther() throws Exception {
        start(64, Duration.ZERO, Duration.ofSeconds(20));
        CountDownLatch go = hold();
        CompletableFuture<Integer> good = ask("a", 1);
        CompletableFuture<Integer> bad = ask("a", -1);
        CompletableFuture<Integer> unreadable = runner.submit(
                new Doubling("a", passes),
                Question.of(
                        model -> {
                            throw new IOException("It can't be read");
                        },
                        1));
        CompletableFuture<Integer> alsoGood = ask("a", 2);
        go.countDown();
        assertEquals(2, good.get());
        assertEquals(4, alsoGood.get());
        assertTrue(assertThrows(ExecutionException.class, bad::get).getCause() instanceof IllegalArgumentException);
        assertEquals(
                "It can't be read",
                assertThrows(ExecutionException.class, unreadable::get)
                        .getCause()
                        .getMessage());
    }

    @Test
    void aFullQueueTakesNoMore() throws Exception {
        start(3, Duration.ZERO, Duration.ofSeconds(20));
        CountDownLatch go = hold();
        List<CompletableFuture<Integer>> answers = List.of(ask("a", 1), ask("a", 2), ask("b", 3));
        QueueFullException full = assertThrows(QueueFullException.class, () -> ask("a", 4));
        assertTrue(full.retrySeconds() >= 1);
        go.countDown();
        for (int i = 0; i < 3; i++) {
            assertEquals(2 * (i + 1), answers.get(i).get());
        }
    }

    @Test
    void whatIsTooLateIsNotComputed() throws Exception {
        start(64, Duration.ZERO, Duration.ofMillis(100));
        CountDownLatch go = hold();
        CompletableFuture<Integer> late = ask("a", 1);
        assertTrue(assertThrows(ExecutionException.class, late::get).getCause() instanceof TimeoutException);
        go.countDown();
        assertEquals(4, ask("a", 2).get());
        assertEquals(List.of(1), passes);
    }

    @Test
    void aStopAnswersWhatWasAccepted() throws Exception {
        start(64, Duration.ofSeconds(10), Duration.ofSeconds(20));
        CountDownLatch go = hold();
        CompletableFuture<Integer> accepted = ask("a", 1);
        workers.stop();
        assertThrows(StoppingException.class, () -> ask("a", 2));
        go.countDown();
        assertEquals(2, accepted.get(5, TimeUnit.SECONDS));
    }
}
