package io.github.sknet.onnx;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.engine.ClosingGate;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network in ONNX Runtime. The attention has a session of its own, made when it is first asked for, so that plain
 * prediction never computes it.
 */
final class OnnxPredictor implements Predictor {

    private final Graph graph;
    private final Weights weights;
    private final int threads;
    private final OnnxOptions options;
    private final OnnxSession plain;
    private OnnxSession attentive;

    private final ClosingGate gate = new ClosingGate();

    OnnxPredictor(Graph graph, Weights weights, int threads, OnnxOptions options) {
        this.graph = graph;
        this.weights = weights;
        this.threads = threads;
        this.options = options;
        this.plain = open(false);
    }

    private OnnxSession open(boolean attention) {
        byte[] model = OnnxExporter.toBytes(graph, weights, options.withAttention(attention), Map.of());
        RuntimeLibrary.require();
        return OnnxSession.open(model, threads);
    }

    @Override
    public Prediction predict(Tensor input, boolean attention) {
        check(input);
        return gate.enter(() -> attention ? split(attentive().run(input)) : new Prediction(plain.run(input), Map.of()));
    }

    private void check(Tensor input) {
        int channels = graph.inputChannels();
        if (input.shape().size() != 4 || input.size(0) < 1 || input.size(1) != channels) {
            throw new IllegalArgumentException(
                    "The network takes (N, " + channels + ", H, W), not a tensor of shape " + input.shape());
        }
        graph.shapes(input.size(2), input.size(3));
    }

    private synchronized OnnxSession attentive() {
        if (attentive == null) {
            attentive = open(true);
        }
        return attentive;
    }

    private Prediction split(Map<String, Tensor> all) {
        Map<String, Tensor> outputs = new LinkedHashMap<>(all);
        outputs.keySet().retainAll(graph.outputs().keySet());
        Map<String, Tensor> attention = new LinkedHashMap<>();
        for (Node node : graph.selections()) {
            attention.put(node.name(), all.get(node.name()));
        }
        return new Prediction(outputs, attention);
    }

    @Override
    public void close() {
        gate.close(() -> {
            plain.close();
            if (attentive != null) {
                attentive.close();
            }
        });
    }
}
