package io.github.sknet.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the engine promises besides its numbers. */
class OnnxEngineTest {

    private static final Graph TINY = Models.named("sknet_tiny").build();
    private static final Weights WEIGHTS = Generated.weights(TINY);

    @Test
    void isFoundByName() {
        assertTrue(Engines.named("onnx") instanceof OnnxEngine);
    }

    @Test
    void attentionIsGivenOnRequestOnlyAndSumsToOne() {
        try (Predictor predictor = new OnnxEngine().load(TINY, WEIGHTS, 2)) {
            Tensor input = Generated.tensor("input", List.of(2, 1, 28, 28));
            assertTrue(predictor.predict(input, false).attention().isEmpty());
            Prediction prediction = predictor.predict(input, true);
            assertEquals(List.of("logits"), List.copyOf(prediction.outputs().keySet()));
            assertEquals(3, prediction.attention().size());
            Tensor attention = prediction.attention().values().iterator().next();
            assertEquals(List.of(2, 2, 32), attention.shape());
            for (int c = 0; c < 32; c++) {
                assertEquals(1, attention.values()[c] + attention.values()[32 + c], 1e-6);
            }
        }
    }

    @Test
    void severalThreadsGetTheSameNumbers() throws Exception {
        try (Predictor predictor = new OnnxEngine().load(TINY, WEIGHTS, 1)) {
            Tensor input = Generated.tensor("input", List.of(1, 1, 28, 28));
            Tensor alone = predictor.predict(input, false).output();
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                Callable<Tensor> task = () -> predictor.predict(input, true).output();
                for (Future<Tensor> result : pool.invokeAll(java.util.Collections.nCopies(40, task))) {
                    assertEquals(alone, result.get());
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void badInputIsNamed() {
        GraphBuilder b = new GraphBuilder(3);
        b.output("result", b.add("conv", Conv2d.of(3, 4, Window.of(5)), b.input()));
        Graph graph = b.build();
        Weights weights = Generated.weights(graph);
        Predictor predictor = new OnnxEngine().load(graph, weights, 1);
        assertMessage("(N, 3, H, W)", () -> predictor.predict(Tensor.zeros(List.of(1, 4, 8, 8)), false));
        assertMessage("(N, 3, H, W)", () -> predictor.predict(Tensor.zeros(List.of(1, 3)), false));
        assertMessage("too small", () -> predictor.predict(Tensor.zeros(List.of(1, 3, 8, 4)), false));
        assertMessage("threads", () -> new OnnxEngine().load(graph, weights, 0));
        predictor.close();
        predictor.close();
        Tensor input = Tensor.zeros(List.of(1, 3, 8, 8));
        assertThrows(IllegalStateException.class, () -> predictor.predict(input, false));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
