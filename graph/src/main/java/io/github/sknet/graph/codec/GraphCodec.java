package io.github.sknet.graph.codec;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a graph as JSON and reads it again: the same nodes, outputs and features in the same order.
 *
 * <pre>{@code
 * {"format":1,
 *  "nodes":[
 *   {"name":"input","op":"input","channels":3},
 *   {"name":"conv1","op":"conv2d","in":3,"out":64,"kernel":7,"stride":2,"padding":3,"inputs":["input"]},
 *   {"name":"relu","op":"activation","function":"relu","inputs":["conv1"]}],
 *  "outputs":{"y":"relu"},
 *  "features":{"C1":"relu"}}
 * }</pre>
 *
 * <p>{@code format} is {@value #FORMAT}. Nodes stand in an order in which they can be computed, the input first. A node has a
 * {@code name}, an operation ({@code op}) with its attributes, {@code inputs}, which are names of earlier nodes, and
 * {@code parameters}, the name under which its parameters are kept, where that is not its own name. {@code outputs} and
 * {@code features} give names to nodes; without features there is none. {@link OperationFormats} lists the operations and their
 * attributes. An attribute that has its usual value is left out; what is usual never changes within a format. Selections that
 * snapshots before the first release wrote, with a value of logits for each branch, are read as those of today.
 *
 * <p>Reading refuses everything else, unknown attributes included, and what is beyond {@link GraphLimits}. It takes memory in
 * proportion to the text. That there are weights for the parameters is for the reader of the weights to check.
 */
public final class GraphCodec {

    /** The version of the form. */
    public static final int FORMAT = 1;

    private GraphCodec() {}

    /**
     * Writes a graph.
     *
     * @throws IllegalArgumentException when it is so large, or its names are so long, that it would not be read again
     */
    public static String write(Graph graph) {
        GraphLimits.check(graph);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("nodes", graph.nodes().stream().map(GraphCodec::entries).toList());
        json.put("outputs", graph.outputs());
        if (!graph.features().isEmpty()) {
            json.put("features", graph.features());
        }
        String text = Json.write(json);
        GraphLimits.checkText(text);
        return text;
    }

    private static Map<String, Object> entries(Node node) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", node.name());
        entries.putAll(node.accept(new OperationWriter()));
        if (!node.inputs().isEmpty()) {
            entries.put("inputs", node.inputs());
        }
        if (!node.parametersOf().equals(node.name())) {
            entries.put("parameters", node.parametersOf());
        }
        return entries;
    }

    /**
     * Reads a graph.
     *
     * @throws IllegalArgumentException saying what is wrong, and with which node, when the text is not of this form or its
     *     graph is none
     */
    public static Graph read(String text) {
        GraphLimits.checkText(text);
        Fields json = new Fields("The graph", Json.read(text));
        int format = json.integer("format");
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "The graph is written in format " + format + ", but this version reads format " + FORMAT);
        }
        List<?> described = json.list("nodes");
        GraphLimits.checkCount(described.size());
        List<Node> nodes = new ArrayList<>();
        for (Object each : described) {
            nodes.add(readNode(nodes.size(), each));
        }
        Map<String, String> outputs = readNames(json.object("outputs"), "An output");
        Map<String, String> features =
                json.has("features") ? readNames(json.object("features"), "A feature") : Map.of();
        json.complete();
        Graph graph = new Graph(SeparateLogits.joined(nodes, outputs, features), outputs, features);
        GraphLimits.checkSizes(graph);
        return graph;
    }

    private static Node readNode(int index, Object described) {
        String name = GraphLimits.checkName(
                "A node", Fields.of("Node number " + (index + 1), described).text("name"));
        String owner = "Node '" + Json.cut(name) + "'";
        Fields json = Fields.of(owner, described);
        json.text("name");
        AttributeReader attributes = new AttributeReader(json);
        OperationFormat<?> operation = OperationFormats.of(attributes);
        List<String> inputs = json.has("inputs") ? json.texts("inputs") : List.of();
        GraphLimits.checkInputs(owner, inputs);
        String parameters = json.has("parameters") ? GraphLimits.checkName(owner, json.text("parameters")) : name;
        try {
            Node node = new Node(name, operation.read(attributes), inputs, parameters);
            json.complete();
            return node;
        } catch (IllegalArgumentException e) {
            // An operation that refuses its attributes does not know its node.
            throw e.getMessage().startsWith(owner) ? e : new IllegalArgumentException(owner + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> readNames(Fields json, String owner) {
        Map<String, String> names = new LinkedHashMap<>();
        json.names()
                .forEach(name -> names.put(
                        GraphLimits.checkName(owner, name),
                        GraphLimits.checkName(owner + " is a node that", json.text(name))));
        return names;
    }
}
