package io.github.sknet.onnx;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Weights;

/** The engine {@code onnx}: the network is exported in memory and run by ONNX Runtime on the processor. */
public final class OnnxEngine implements Engine {

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads);
        }
        return new OnnxPredictor(graph, weights.fitting(graph), threads, OnnxOptions.lean());
    }
}
