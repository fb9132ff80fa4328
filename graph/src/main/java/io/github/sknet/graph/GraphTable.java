package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a graph: a line a node, then what it hands out. */
final class GraphTable {

    private static final List<String> HEADING = List.of("node", "operation", "parameters", "inputs");

    private GraphTable() {}

    static String of(Graph graph) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        graph.nodes().forEach(node -> rows.add(row(node)));
        String format = format(rows);
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            table.append(String.format(Locale.ROOT, format, row.toArray()).stripTrailing())
                    .append('\n');
        }
        table.append(graph.nodes().size()).append(" nodes; outputs: ").append(names(graph.outputs()));
        if (!graph.features().isEmpty()) {
            table.append("; features: ").append(names(graph.features()));
        }
        return table.append('\n').toString();
    }

    private static List<String> row(Node node) {
        String operation = node.op().toString();
        long parameters = node.op().parameters().stream()
                .mapToLong(ParameterSpec::elements)
                .sum();
        boolean shared = parameters > 0 && !node.parametersOf().equals(node.name());
        String count = String.format(Locale.ROOT, "%,d", parameters) + (shared ? " of " + node.parametersOf() : "");
        return List.of(
                node.name(),
                operation.endsWith("[]") ? operation.substring(0, operation.length() - 2) : operation,
                parameters == 0 ? "" : count,
                String.join(", ", node.inputs()));
    }

    private static String format(List<List<String>> rows) {
        StringBuilder format = new StringBuilder();
        for (int column = 0; column < HEADING.size(); column++) {
            int c = column;
            int width = rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0);
            format.append("%-").append(width + 2).append('s');
        }
        return format.toString();
    }

    private static String names(Map<String, String> nodes) {
        return nodes.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
