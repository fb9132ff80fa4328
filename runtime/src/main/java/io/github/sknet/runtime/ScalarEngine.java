package io.github.sknet.runtime;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.ScalarKernels;

/** The engine {@code java-scalar}: the same plans with plain loops, to hold the fast kernels against. */
public final class ScalarEngine implements Engine {

    @Override
    public String name() {
        return "java-scalar";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        return new PlanPredictor(new Network(graph, weights, new ScalarKernels()), threads);
    }
}
