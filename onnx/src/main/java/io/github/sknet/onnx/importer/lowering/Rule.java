package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;

/** How an ONNX operator becomes part of a network. */
@FunctionalInterface
interface Rule {

    /**
     * A node's outputs.
     *
     * @throws IllegalArgumentException saying why it is not supported
     */
    List<Value> lower(OnnxNode node, Context context);

    /** A rule of an operator with one output, or whose others are never read. */
    @FunctionalInterface
    interface Single {
        Value lower(OnnxNode node, Context context);
    }

    static Rule single(Single rule) {
        return (node, context) -> List.of(rule.lower(node, context));
    }
}
