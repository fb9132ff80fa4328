package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Weights;
import java.util.List;

/**
 * A network after surgery. Its outputs and features have the names that they had.
 *
 * @param graph the network
 * @param weights its parameters: kept, copied into branches, and fresh
 * @param changes what was changed, in the network's order
 * @param kept how much of the replaced convolutions' weights a branch holds on average, 0 … 1; 1 where outputs stay the same
 * @param fresh the names of the parameters that start anew
 */
public record Operated(Graph graph, Weights weights, List<Change> changes, double kept, List<String> fresh) {

    public Operated {
        changes = List.copyOf(changes);
        fresh = List.copyOf(fresh);
    }
}
