package io.github.sknet.onnx.importer.proto;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.sknet.graph.json.Json;
import io.github.sknet.onnx.importer.model.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the attributes of nodes.
 *
 * @param tensors reads those that are tensors
 */
record AttributeReader(TensorReader tensors) {

    Attributes read(List<AttributeProto> attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (AttributeProto attribute : attributes) {
            try {
                values.put(attribute.getName(), value(attribute));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "its attribute '" + Json.cut(attribute.getName()) + "': " + e.getMessage(), e);
            }
        }
        return new Attributes(values);
    }

    private Object value(AttributeProto attribute) {
        return switch (attribute.getType()) {
            case INT -> attribute.getI();
            case FLOAT -> attribute.getF();
            case STRING -> attribute.getS().toStringUtf8();
            case INTS -> attribute.getIntsList();
            case FLOATS -> attribute.getFloatsList();
            case STRINGS ->
                attribute.getStringsList().stream()
                        .map(text -> text.toStringUtf8())
                        .toList();
            case TENSOR -> tensors.read(attribute.getT());
            // Whoever has a graph for an attribute is an operation that no network here knows, and is refused as such.
            default -> attribute.getType().name();
        };
    }
}
