package io.github.sknet.vision.classify;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.classify.ClassifierOutputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The feature vector of a classifier as an output of its graph: what the last layer with weights (linear, or a convolution) before
 * the logits is given; of a map, the mean over its pixels.
 */
final class FeatureOutput {

    /** The output's name. The dot keeps it apart from names that networks give to theirs. */
    static final String NAME = "sknet.features";

    private FeatureOutput() {}

    /** The same graph with the output; the graph itself where no layer has weights. */
    static Graph added(Graph graph, ClassifierOutputs outputs) {
        Optional<Node> last = lastLayer(graph, graph.outputs().get(outputs.output()));
        if (last.isEmpty()) {
            return graph;
        }
        List<Node> nodes = new ArrayList<>(graph.nodes());
        String source = last.get().inputs().get(0);
        if (!graph.shapes().get(source).vector()) {
            Node pooled = new Node(NAME, new GlobalAveragePool(), List.of(source), NAME);
            nodes.add(pooled);
            source = pooled.name();
        }
        Map<String, String> named = new LinkedHashMap<>(graph.outputs());
        named.put(NAME, source);
        return new Graph(nodes, named, graph.features());
    }

    /** How many features there are; 0 where the graph has no such output. */
    static int size(Graph graph) {
        return graph.outputs().containsKey(NAME)
                ? graph.shapes().get(graph.outputs().get(NAME)).channels()
                : 0;
    }

    /** The last in the graph's order of those that the output depends on. */
    private static Optional<Node> lastLayer(Graph graph, String output) {
        Set<String> needed = new HashSet<>(Set.of(output));
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (needed.contains(node.name())) {
                if (node.op() instanceof Linear || node.op() instanceof Conv2d) {
                    return Optional.of(node);
                }
                needed.addAll(node.inputs());
            }
        }
        return Optional.empty();
    }
}
