package io.github.sknet.onnx.importer.evaluation;

import io.github.sknet.graph.json.Json;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.MemoryBudget;
import io.github.sknet.onnx.importer.model.OnnxGraph;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes every node all of whose inputs are in the file. */
public final class ConstantFolding {

    private ConstantFolding() {}

    /**
     * The graph with constants in place of such nodes.
     *
     * @param budget what they may take
     * @param problems receives a sentence for each that can't be computed
     */
    public static OnnxGraph apply(OnnxGraph graph, MemoryBudget budget, List<String> problems) {
        ConstantOperators operators = new ConstantOperators(graph.opset(), budget);
        Map<String, Constant> constants = new LinkedHashMap<>(graph.constants());
        List<OnnxNode> left = new ArrayList<>();
        for (OnnxNode node : graph.nodes()) {
            try {
                Optional<Constant> value =
                        known(node, constants) ? operators.compute(node, inputs(node, constants)) : Optional.empty();
                value.ifPresentOrElse(constant -> constants.put(node.output(), constant), () -> left.add(node));
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.add(node.operator() + " '" + Json.cut(node.label()) + "': " + e.getMessage());
            }
        }
        return graph.with(constants, left);
    }

    private static boolean known(OnnxNode node, Map<String, Constant> constants) {
        return node.inputs().stream().allMatch(input -> input.isEmpty() || constants.containsKey(input));
    }

    private static List<Constant> inputs(OnnxNode node, Map<String, Constant> constants) {
        List<Constant> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(constants.get(input)));
        return inputs;
    }
}
