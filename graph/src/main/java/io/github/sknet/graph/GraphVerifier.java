package io.github.sknet.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Checks that a graph is one: names, order, reachability, shared parameters, shapes. It runs on every graph that is
 * built or rewritten, so that engines need not look for such mistakes.
 */
final class GraphVerifier {

    private GraphVerifier() {}

    static void verify(Graph graph) {
        verifyInput(graph);
        verifyNames(graph);
        verifyOutputs(graph);
        verifyReachable(graph);
        verifySharedParameters(graph);
        verifyBareParameters(graph);
        graph.shapes();
    }

    private static void verifyInput(Graph graph) {
        require(!graph.nodes().isEmpty(), "A graph needs at least an input");
        for (Node node : graph.nodes()) {
            boolean isInput = node.op() instanceof Input;
            require(
                    isInput == (node == graph.input()),
                    "A graph has one input and it comes first, but node '" + node.name() + "' is " + node.op());
        }
    }

    private static void verifyNames(Graph graph) {
        Set<String> earlier = new HashSet<>();
        for (Node node : graph.nodes()) {
            for (String input : node.inputs()) {
                require(
                        earlier.contains(input),
                        "Node '" + node.name() + "' reads '" + input + "', which no earlier node computes");
            }
            require(earlier.add(node.name()), "Two nodes are named '" + node.name() + "'");
        }
    }

    private static void verifyOutputs(Graph graph) {
        require(!graph.outputs().isEmpty(), "A graph needs at least one output");
        graph.outputs().values().forEach(graph::node);
        graph.features().values().forEach(graph::node);
    }

    private static void verifyReachable(Graph graph) {
        Set<String> needed = new HashSet<>(graph.outputs().values());
        needed.add(graph.input().name());
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            require(needed.contains(node.name()), "Node '" + node.name() + "' contributes to no output");
            needed.addAll(node.inputs());
        }
    }

    private static void verifySharedParameters(Graph graph) {
        Map<String, Op> owners = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op().parameters().isEmpty()) {
                continue;
            }
            Op owner = owners.putIfAbsent(node.parametersOf(), node.op());
            require(
                    owner == null || owner.equals(node.op()),
                    "Node '" + node.name() + "' shares the parameters of '" + node.parametersOf() + "' but is "
                            + node.op() + ", not " + owner);
        }
    }

    /** A parameter named as its node has no name below it, as in a tree of modules. */
    private static void verifyBareParameters(Graph graph) {
        Set<String> bare = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.parameters().containsKey(node.parametersOf())) {
                bare.add(node.parametersOf());
            }
        }
        if (bare.isEmpty()) {
            return;
        }
        for (Node node : graph.nodes()) {
            if (node.op().parameters().isEmpty()) {
                continue;
            }
            String owner = node.parametersOf();
            for (int dot = owner.indexOf('.'); dot >= 0; dot = owner.indexOf('.', dot + 1)) {
                requireNoParameter(bare, owner.substring(0, dot), node);
            }
            if (!node.parameters().containsKey(owner)) {
                requireNoParameter(bare, owner, node);
            }
        }
    }

    private static void requireNoParameter(Set<String> bare, String name, Node node) {
        require(
                !bare.contains(name),
                "The parameters of '" + node.parametersOf() + "' lie below '" + name
                        + "', which is a parameter itself");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
