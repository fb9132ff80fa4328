package io.github.sknet.graph.codec;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.json.Json;
import java.util.List;
import java.util.Map;

/**
 * How large a graph may be that is written or read: 65,536 nodes, 1,024 inputs of one, names of 500 characters, a text of 2²⁴
 * characters, and values of 2³⁶ numbers for an image of 1024 × 1024 pixels. No network comes near, and what is larger would
 * take time and memory before anything else found out. Each check throws an {@link IllegalArgumentException} that says what is
 * too large.
 */
final class GraphLimits {

    private static final int MAX_TEXT = 1 << 24;
    private static final int MAX_NODES = 1 << 16;
    private static final int MAX_INPUTS = 1 << 10;
    private static final int MAX_NAME = 500;
    private static final long MAX_VALUES = 1L << 36;

    private GraphLimits() {}

    /** Checks a graph whose parts were not checked one by one. */
    static void check(Graph graph) {
        checkCount(graph.nodes().size());
        graph.nodes().forEach(node -> {
            String owner = "Node '" + Json.cut(node.name()) + "'";
            checkName("A node", node.name());
            checkName(owner, node.parametersOf());
            checkInputs(owner, node.inputs());
        });
        graph.outputs().keySet().forEach(name -> checkName("An output", name));
        graph.features().keySet().forEach(name -> checkName("A feature", name));
        checkSizes(graph);
    }

    static void checkText(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "The graph's text has " + text.length() + " characters, more than " + MAX_TEXT);
        }
    }

    static void checkCount(int nodes) {
        if (nodes > MAX_NODES) {
            throw new IllegalArgumentException("The graph has " + nodes + " nodes, more than " + MAX_NODES);
        }
    }

    static void checkInputs(String owner, List<String> inputs) {
        if (inputs.size() > MAX_INPUTS) {
            throw new IllegalArgumentException(owner + " has " + inputs.size() + " inputs, more than " + MAX_INPUTS);
        }
        inputs.forEach(input -> checkName(owner + " reads a node that", input));
    }

    /**
     * Checks a name.
     *
     * @return the name
     */
    static String checkName(String owner, String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    owner + " has a name of 1 … " + MAX_NAME + " characters, not '" + Json.cut(name) + "'");
        }
        return name;
    }

    static void checkSizes(Graph graph) {
        for (Map.Entry<String, Shape> value : graph.shapes().entrySet()) {
            if (value.getValue().elements() > MAX_VALUES) {
                throw new IllegalArgumentException("Node '" + Json.cut(value.getKey()) + "' has values of shape "
                        + value.getValue() + " for an image of " + graph.probe().height() + "×"
                        + graph.probe().width() + " pixels, more than 2³⁶ numbers");
            }
        }
    }
}
