package io.github.sknet.onnx.importer.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ONNX graph whose tensors and attributes are read.
 *
 * @param opset the version of ONNX's own operators
 * @param inputs what is not in the file
 * @param outputs the names of values
 * @param constants values that are in the file, by name
 * @param nodes every node after those it reads
 */
public record OnnxGraph(
        int opset,
        List<InputSpec> inputs,
        List<String> outputs,
        Map<String, Constant> constants,
        List<OnnxNode> nodes) {

    public OnnxGraph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        nodes = List.copyOf(nodes);
    }

    /** The same graph with other nodes and constants. */
    public OnnxGraph with(Map<String, Constant> constants, List<OnnxNode> nodes) {
        return new OnnxGraph(opset, inputs, outputs, constants, nodes);
    }

    /** Which node makes a value. */
    public Map<String, OnnxNode> producers() {
        Map<String, OnnxNode> producers = new HashMap<>();
        nodes.forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
        return producers;
    }

    /** Which nodes read a value. */
    public Map<String, List<OnnxNode>> readers() {
        Map<String, List<OnnxNode>> readers = new HashMap<>();
        for (OnnxNode node : nodes) {
            for (String input : node.inputs()) {
                readers.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
            }
        }
        return readers;
    }

    /** A constant of the given name. */
    public Optional<Constant> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }
}
