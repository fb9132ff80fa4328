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

    /**
     * Waits until what networks have needed so far is computed as it will always be. The first predictions may differ from later ones in
     * their last bits, while kernels are being compiled: who wants equal bits predicts once, waits, and begins.
     */
    public static void settle() {
        KernelChoice.kernels().settle();
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        return new PlanPredictor(new Network(graph, weights, KernelChoice.kernels()), threads);
    }
}
