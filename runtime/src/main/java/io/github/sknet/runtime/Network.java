package io.github.sknet.runtime;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.convolution.FilterCache;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.program.TransposedWeights;

/** A graph with weights that fit it, of which plans are made for input sizes. Safe for use by threads. */
final class Network {

    private final Graph graph;
    private final Weights weights;
    private final Kernels kernels;

    /** What plans of all sizes share: packed weights, and what becomes of transposed ones. */
    private final FilterCache filters = new FilterCache();

    private final TransposedWeights transposed = new TransposedWeights();

    /**
     * A network.
     *
     * @throws IllegalArgumentException when the weights do not fit the graph
     */
    Network(Graph graph, Weights weights, Kernels kernels) {
        this.graph = graph;
        this.weights = weights.fitting(graph);
        this.kernels = kernels;
    }

    TransposedWeights transposed() {
        return transposed;
    }

    Graph graph() {
        return graph;
    }

    Weights weights() {
        return weights;
    }

    Kernels kernels() {
        return kernels;
    }

    FilterCache filters() {
        return filters;
    }
}
