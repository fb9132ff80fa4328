package io.github.sknet.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows a shape through a graph. */
final class ShapeInference {

    private ShapeInference() {}

    static Map<String, Shape> infer(Graph graph, Shape input) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            List<Shape> inputs = node == graph.input()
                    ? List.of(input)
                    : node.inputs().stream().map(shapes::get).toList();
            try {
                shapes.put(node.name(), node.op().outputShape(inputs));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "For an input of " + input + ", node '" + node.name() + "': " + e.getMessage(), e);
            }
        }
        return shapes;
    }
}
