package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Weights;

/** What can be done to a trained network. */
public sealed interface Intervention permits Surgery, Insertion {

    /**
     * Operates: graph and weights to graph and weights.
     *
     * @param seed of what starts anew
     * @throws IllegalArgumentException when nothing was chosen, or saying of every chosen node what keeps it from being operated on
     */
    Operated apply(Graph graph, Weights weights, long seed);
}
