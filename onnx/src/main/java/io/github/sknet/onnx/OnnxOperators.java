package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;

/**
 * Writes operators whose form differs between operator sets, or between readers.
 *
 * @param model what is written
 */
record OnnxOperators(OnnxModelBuilder model) {

    /** A value with further axes of one element; one after the other, as OpenCV's reader wants them. */
    String unsqueeze(String name, String value, int first, int... further) {
        String result = unsqueeze(further.length == 0 ? name : name + "/" + first, value, first);
        for (int i = 0; i < further.length; i++) {
            result = unsqueeze(i == further.length - 1 ? name : name + "/" + further[i], result, further[i]);
        }
        return result;
    }

    private String unsqueeze(String name, String value, int axis) {
        return model.add("Unsqueeze", name, List.of(value, model.longs(axis)));
    }

    /** {@code ReduceMean} or {@code ReduceMax} over one axis. */
    String reduce(String opType, String name, String value, int axis, boolean keep) {
        AttributeProto kept = attribute("keepdims", keep ? 1L : 0L);
        return model.opset().hasReductionAxesAsInput()
                ? model.add(opType, name, List.of(value, model.longs(axis)), kept)
                : model.add(opType, name, List.of(value), attribute("axes", List.of(axis)), kept);
    }

    /** Equal parts of the second axis. */
    List<String> split(String name, String value, int parts) {
        AttributeProto axis = attribute("axis", 1L);
        return model.opset().hasSplitCount()
                ? model.addMany("Split", name, parts, List.of(value), axis, attribute("num_outputs", (long) parts))
                : model.addMany("Split", name, parts, List.of(value), axis);
    }
}
