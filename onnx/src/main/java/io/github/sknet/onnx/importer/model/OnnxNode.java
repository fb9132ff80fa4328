package io.github.sknet.onnx.importer.model;

import java.util.List;

/**
 * A node of an ONNX graph.
 *
 * @param operator its type, with {@code domain::} in front where that is not ONNX's own
 * @param name may be empty
 * @param inputs names of values; empty for an optional one that is left out
 * @param outputs names of values; empty for one that nobody wants
 * @param attributes by name
 */
public record OnnxNode(String operator, String name, List<String> inputs, List<String> outputs, Attributes attributes) {

    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The name of an input; empty where it is left out. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    public boolean hasInput(int index) {
        return !input(index).isEmpty();
    }

    /** The first output. */
    public String output() {
        return outputs.isEmpty() ? "" : outputs.get(0);
    }

    /** What messages call it. */
    public String label() {
        return name.isEmpty() ? output() : name;
    }

    /** The same node with other inputs. */
    public OnnxNode withInputs(List<String> inputs) {
        return new OnnxNode(operator, name, inputs, outputs, attributes);
    }
}
