package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A network that is written down anew, node by node, with others in the place of some. */
final class Rewriting {

    private final Graph graph;
    private final Weights weights;
    private final GraphBuilder builder;
    private final Map<String, Node> successors = new HashMap<>();
    private final Map<String, Tensor> given = new LinkedHashMap<>();

    Rewriting(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
        this.builder = empty((Input) graph.input().op());
    }

    /** A network that takes one size alone takes it alone afterwards. */
    private static GraphBuilder empty(Input input) {
        return input.size()
                .map(size -> new GraphBuilder(input.channels(), size))
                .orElseGet(() -> new GraphBuilder(input.channels()));
    }

    /** Where new nodes are added. */
    GraphBuilder builder() {
        return builder;
    }

    /** The weights of the old network. */
    Weights weights() {
        return weights;
    }

    /** What gives in the new network what a node gave in the old one. */
    List<Node> successors(List<String> names) {
        return names.stream().map(successors::get).toList();
    }

    /** Writes a node of the old network down as it was. */
    Node copy(Node node) {
        return builder.addCopy(node, successors(node.inputs()));
    }

    /** Says how a parameter of the new network starts. */
    void give(Node node, String suffix, Tensor value) {
        given.put(node.parameterName(suffix), value);
    }

    /** Gives a node the parameters that another has in the old network: both have equal operations. */
    void giveAll(Node node, Node original) {
        original.op()
                .parameters()
                .forEach(spec -> give(node, spec.suffix(), weights.get(original.parameterName(spec.suffix()))));
    }

    /**
     * Writes the whole network down.
     *
     * @param removed names of nodes that nothing takes the place of
     * @param replacements by the name of the node whose place is taken: writes down and returns what is read in its place
     * @param changes what is to be told of all this
     * @param kept see {@link Operated#kept}
     * @param seed of what is fresh
     */
    Operated carryOut(
            Set<String> removed,
            Map<String, Supplier<Node>> replacements,
            List<Change> changes,
            double kept,
            long seed) {
        for (Node node : graph.nodes()) {
            if (node.equals(graph.input())) {
                successors.put(node.name(), builder.input());
            } else if (replacements.containsKey(node.name())) {
                successors.put(node.name(), replacements.get(node.name()).get());
            } else if (!removed.contains(node.name())) {
                successors.put(node.name(), copy(node));
            }
        }
        graph.outputs().forEach((name, node) -> builder.output(name, successors.get(node)));
        graph.features().forEach((name, node) -> builder.feature(name, successors.get(node)));
        Graph rewritten = builder.build();
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(rewritten, seed).tensors());
        List<String> fresh = tensors.keySet().stream()
                .filter(name -> !given.containsKey(name) && !weights.tensors().containsKey(name))
                .toList();
        tensors.replaceAll(
                (name, value) -> given.getOrDefault(name, weights.tensors().getOrDefault(name, value)));
        return new Operated(rewritten, new Weights(tensors), changes, kept, fresh);
    }
}
