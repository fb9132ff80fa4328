package io.github.sknet.onnx.quantization;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.ClosingGate;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A network's outputs from sessions that give more than these, and that nobody asks for attention. */
final class WatchedPredictor implements Predictor {

    private final Graph graph;
    private final Function<Tensor, Map<String, Tensor>> computing;
    private final Runnable free;
    private final ClosingGate gate = new ClosingGate();

    /**
     * A predictor.
     *
     * @param computing gives all outputs of the graph, and perhaps more
     * @param free closes the sessions
     */
    WatchedPredictor(Graph graph, Function<Tensor, Map<String, Tensor>> computing, Runnable free) {
        this.graph = graph;
        this.computing = computing;
        this.free = free;
    }

    @Override
    public Prediction predict(Tensor input, boolean attention) {
        if (attention) {
            throw new IllegalArgumentException("Attention is not computed while a network is watched");
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>(gate.enter(() -> computing.apply(input)));
        outputs.keySet().retainAll(graph.outputs().keySet());
        return new Prediction(outputs, Map.of());
    }

    @Override
    public void close() {
        gate.close(free);
    }
}
