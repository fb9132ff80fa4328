package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a graph costs at one input size.
 *
 * @param parameters the number of trained values; running statistics do not count, shared parameters count once
 * @param macs multiply-accumulates of one sample: convolutions and linear layers. The papers' "FLOPs".
 * @param activations the output values of all convolutions of one sample, the measure of Radosavovic et al. 2020
 * @param rows one row a node, in order
 */
public record Summary(long parameters, long macs, long activations, List<Row> rows) {

    /**
     * What one node costs.
     *
     * @param node the node
     * @param shape its output's shape
     * @param parameters its own trained values; 0 where an earlier node shares them
     * @param macs its multiply-accumulates
     */
    public record Row(Node node, Shape shape, long parameters, long macs) {}

    /**
     * Counts.
     *
     * @param height of the input in pixels
     * @param width of the input in pixels
     * @throws IllegalArgumentException when the input is too small for the graph
     */
    public static Summary of(Graph graph, int height, int width) {
        Map<String, Shape> shapes = graph.shapes(height, width);
        List<Row> rows = new ArrayList<>();
        Set<String> counted = new HashSet<>();
        long activations = 0;
        for (Node node : graph.nodes()) {
            Shape shape = shapes.get(node.name());
            long parameters = counted.add(node.parametersOf()) ? trained(node) : 0;
            rows.add(new Row(node, shape, parameters, node.op().macs(shape)));
            if (node.op() instanceof Conv2d) {
                activations += shape.elements();
            }
        }
        return new Summary(
                rows.stream().mapToLong(Row::parameters).sum(),
                rows.stream().mapToLong(Row::macs).reduce(0, Math::addExact),
                activations,
                List.copyOf(rows));
    }

    private static long trained(Node node) {
        return node.op().parameters().stream()
                .filter(spec -> spec.role().trained())
                .mapToLong(ParameterSpec::elements)
                .sum();
    }
}
