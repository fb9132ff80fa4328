package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.model.Attributes;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxGraph;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks backwards through a graph.
 *
 * @param graph constants and opset
 * @param producers which node makes a value
 */
record Matcher(OnnxGraph graph, Map<String, OnnxNode> producers) {

    private static final double NEAR = 1e-3;

    /** The node that makes a value, if it is of the given operator. */
    Optional<OnnxNode> producer(String value, String operator) {
        return Optional.ofNullable(producers.get(value))
                .filter(node ->
                        node.operator().equals(operator) && node.output().equals(value));
    }

    Optional<Constant> constant(String value) {
        return graph.constant(value);
    }

    /** Whether a value is one number near the given one, as rounded constants are. */
    boolean isNumber(String value, double number) {
        Optional<Constant> constant = constant(value);
        return constant.isPresent()
                && constant.get().size() == 1
                && Math.abs(constant.get().at(0) - number) <= NEAR * Math.abs(number);
    }

    /** The other input of a node of two, one of which is as wanted. */
    Optional<String> other(OnnxNode node, String wanted) {
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        if (node.input(0).equals(wanted)) {
            return Optional.of(node.input(1));
        }
        return node.input(1).equals(wanted) ? Optional.of(node.input(0)) : Optional.empty();
    }

    /** The input of a sum or product that is beside a number near the given one. */
    Optional<String> besideNumber(OnnxNode node, double number) {
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        if (isNumber(node.input(1), number)) {
            return Optional.of(node.input(0));
        }
        return isNumber(node.input(0), number) ? Optional.of(node.input(1)) : Optional.empty();
    }

    /** The one value that was split into these, or these. */
    List<String> unsplit(List<String> parts) {
        OnnxNode split = producers.get(parts.get(0));
        boolean all = split != null
                && split.operator().equals("Split")
                && split.outputs().equals(parts);
        return all && split.attributes().whole("axis", 0) == 1 ? List.of(split.input(0)) : parts;
    }

    /** The axes that a node names, as an attribute or a constant input; empty where it names none. */
    Optional<long[]> axes(OnnxNode node) {
        return node.hasInput(1)
                ? constant(node.input(1)).filter(Constant::whole).map(Constant::wholes)
                : node.attributes().wholes("axes");
    }

    /** A node in place of a group, with the output of the last of it, in whose scope it stands. */
    static OnnxNode instead(OnnxNode last, String operator, List<String> inputs, Map<String, Object> attributes) {
        int scope = last.name().startsWith("/") ? last.name().lastIndexOf('/') : -1;
        String name = scope > 0 ? last.name().substring(0, scope + 1) + operator : last.name();
        return new OnnxNode(operator, name, inputs, last.outputs(), new Attributes(attributes));
    }
}
