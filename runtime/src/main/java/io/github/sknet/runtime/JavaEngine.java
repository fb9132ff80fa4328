package io.github.sknet.runtime;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.KernelChoice;

/** The engine {@code java}: no native code, the fastest kernels there are. */
public final class JavaEngine implements Engine {

    @Override
    public String name() {
        return "java";
    }

    /** Starts the compilation of the kernels. */
    @Override
    public void prepare() {
        KernelChoice.kernels();
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        return new PlanPredictor(new Network(graph, weights, KernelChoice.kernels()), threads);
    }
}
