package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An immutable network: nodes in an order in which they can be computed, one input, named outputs, named features. Two graphs
 * are equal when all of these are.
 */
public final class Graph {

    /** Large enough for every window of a network, and shape inference costs nothing. */
    private static final Size PROBE = Size.square(1024);

    private final List<Node> nodes;
    private final Map<String, Node> byName;
    private final Map<String, String> outputs;
    private final Map<String, String> features;

    /**
     * A verified graph.
     *
     * @param nodes every node after those it reads
     * @param outputs output name to node name
     * @param features feature name (C2, C3 …) to node name
     * @throws IllegalArgumentException what {@link GraphVerifier} found wrong
     */
    public Graph(List<Node> nodes, Map<String, String> outputs, Map<String, String> features) {
        this.nodes = List.copyOf(nodes);
        Map<String, Node> index = new LinkedHashMap<>();
        nodes.forEach(node -> index.put(node.name(), node));
        this.byName = Collections.unmodifiableMap(index);
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        this.features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        GraphVerifier.verify(this);
    }

    /** Every node after those it reads; the input comes first. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * The node of the given name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Node node(String name) {
        Node node = byName.get(name);
        if (node == null) {
            throw new IllegalArgumentException("The graph has no node '" + name + "'");
        }
        return node;
    }

    /** Output name to node name, in the order in which they were declared. */
    public Map<String, String> outputs() {
        return outputs;
    }

    /** Feature name to node name: the multi-scale features (C2 … C5) that a backbone offers. */
    public Map<String, String> features() {
        return features;
    }

    /** The input node. */
    public Node input() {
        return nodes.get(0);
    }

    /** The channels that the input must have. */
    public int inputChannels() {
        return ((Input) input().op()).channels();
    }

    /** The nodes that select kernels, in order: those whose attention can be asked for. */
    public List<Node> selections() {
        return nodes.stream().filter(node -> node.op() instanceof Select).toList();
    }

    /** For each node those that read it, in order. */
    public Map<String, List<Node>> consumers() {
        Map<String, List<Node>> consumers = new LinkedHashMap<>();
        nodes.forEach(node -> consumers.put(node.name(), new ArrayList<>()));
        for (Node node : nodes) {
            new HashSet<>(node.inputs()).forEach(input -> consumers.get(input).add(node));
        }
        return consumers;
    }

    /** All parameters and buffers by full name, in the order of the nodes; shared ones appear once. */
    public Map<String, ParameterSpec> parameters() {
        Map<String, ParameterSpec> table = new LinkedHashMap<>();
        nodes.forEach(node -> table.putAll(node.parameters()));
        return table;
    }

    /**
     * Every node's output shape for an input of the given height and width.
     *
     * @throws IllegalArgumentException naming the node whose inputs do not fit
     */
    public Map<String, Shape> shapes(int height, int width) {
        return ShapeInference.infer(this, Shape.map(inputChannels(), height, width));
    }

    /** The image by which the graph is checked: the only one that it takes, or 1024×1024 pixels where it takes any. */
    public Size probe() {
        return ((Input) input().op()).size().orElse(PROBE);
    }

    /** Every node's output shape for the image of {@link #probe()}. */
    public Map<String, Shape> shapes() {
        return shapes(probe().height(), probe().width());
    }

    /**
     * The part of this graph that the given nodes need.
     *
     * @param outputs output name to node name (see {@link #features()})
     */
    public Graph withOutputs(Map<String, String> outputs) {
        Set<String> needed = new HashSet<>();
        needed.add(input().name());
        outputs.values().forEach(name -> needed.add(node(name).name()));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(nodes.get(i).name())) {
                needed.addAll(nodes.get(i).inputs());
            }
        }
        Map<String, String> kept = new LinkedHashMap<>(features);
        kept.values().retainAll(needed);
        return new Graph(
                nodes.stream().filter(node -> needed.contains(node.name())).toList(), outputs, kept);
    }

    /**
     * The same graph with other operations in its nodes.
     *
     * @param change is given every operation and returns the one to put in its place, often the same
     */
    public Graph mapOps(UnaryOperator<Op> change) {
        return new Graph(
                nodes.stream()
                        .map(node -> new Node(node.name(), change.apply(node.op()), node.inputs(), node.parametersOf()))
                        .toList(),
                outputs,
                features);
    }

    /**
     * The same graph with other names for its nodes and their parameters; outputs and features keep theirs.
     *
     * @param renaming is given every name of a node; no two may become the same
     */
    public Graph renamed(UnaryOperator<String> renaming) {
        Map<String, String> renamedOutputs = new LinkedHashMap<>(outputs);
        renamedOutputs.replaceAll((output, node) -> renaming.apply(node));
        Map<String, String> renamedFeatures = new LinkedHashMap<>(features);
        renamedFeatures.replaceAll((feature, node) -> renaming.apply(node));
        return new Graph(
                nodes.stream()
                        .map(node -> new Node(
                                renaming.apply(node.name()),
                                node.op(),
                                node.inputs().stream().map(renaming).toList(),
                                renaming.apply(node.parametersOf())))
                        .toList(),
                renamedOutputs,
                renamedFeatures);
    }

    /** Whether the other graph has equal nodes, outputs and features, each in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Graph that
                && nodes.equals(that.nodes)
                && List.copyOf(outputs.entrySet()).equals(List.copyOf(that.outputs.entrySet()))
                && List.copyOf(features.entrySet()).equals(List.copyOf(that.features.entrySet()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(nodes, outputs, features);
    }

    /** A table for a human: each node's operation, inputs and number of parameters, then the outputs and features. */
    @Override
    public String toString() {
        return GraphTable.of(this);
    }
}
