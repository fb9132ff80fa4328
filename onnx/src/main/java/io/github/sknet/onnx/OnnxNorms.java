package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.LocalResponseNorm;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes normalisations by values of the same sample. ONNX's LayerNormalization wants the channels last, and its
 * GroupNormalization has a weight for each channel only from operator set 21 on.
 *
 * @param model what is written
 */
record OnnxNorms(OnnxModelBuilder model) {

    /** A layer normalisation of a vector, or of each pixel of a map. */
    String layer(String name, LayerNorm op, boolean vector, String x, String weight, String bias) {
        if (vector) {
            return layer(name, op, x, weight, bias);
        }
        String last = model.add("Transpose", name + "/last", List.of(x), attribute("perm", List.of(0, 2, 3, 1)));
        String normalised = layer(name + "/normalised", op, last, weight, bias);
        return model.add("Transpose", name, List.of(normalised), attribute("perm", List.of(0, 3, 1, 2)));
    }

    private String layer(String name, LayerNorm op, String x, String weight, String bias) {
        return model.opset().hasLayerNormalization()
                ? model.add(
                        "LayerNormalization",
                        name,
                        List.of(x, weight, bias),
                        attribute("axis", -1L),
                        attribute("epsilon", op.epsilon()))
                : spelledLayer(name, op, x, weight, bias);
    }

    /** (x − mean) / √(variance + ε) · weight + bias over the last axis, operator by operator. */
    private String spelledLayer(String name, LayerNorm op, String x, String weight, String bias) {
        OnnxOperators operators = new OnnxOperators(model);
        String mean = operators.reduce("ReduceMean", name + "/mean", x, -1, true);
        String centred = model.add("Sub", name + "/centred", List.of(x, mean));
        String squares = model.add("Mul", name + "/squares", List.of(centred, centred));
        String variance = operators.reduce("ReduceMean", name + "/variance", squares, -1, true);
        String epsilon = model.floats("const/" + op.epsilon(), List.of(), new float[] {op.epsilon()});
        String raised = model.add("Add", name + "/raised", List.of(variance, epsilon));
        String deviation = model.add("Sqrt", name + "/deviation", List.of(raised));
        String normalised = model.add("Div", name + "/unscaled", List.of(centred, deviation));
        String scaled = model.add("Mul", name + "/scaled", List.of(normalised, weight));
        return model.add("Add", name, List.of(scaled, bias));
    }

    /**
     * Each group normalised as a channel of one row, then the affine by channel.
     *
     * @param affine writes that
     */
    String group(String name, GroupNorm op, String x, UnaryOperator<String> affine) {
        String shape = model.add("Shape", name + "/shape", List.of(x));
        String groups = model.add("Reshape", name + "/groups", List.of(x, model.longs(0, op.groups(), -1)));
        List<Integer> axes = List.of(op.groups());
        float[] ones = new float[op.groups()];
        Arrays.fill(ones, 1);
        String weight = model.floats("const/ones_" + op.groups(), axes, ones);
        String bias = model.floats("const/zeros_" + op.groups(), axes, new float[op.groups()]);
        String normalised = model.add(
                "InstanceNormalization",
                name + "/normalised",
                List.of(groups, weight, bias),
                attribute("epsilon", op.epsilon()));
        return affine.apply(model.add("Reshape", name + "/map", List.of(normalised, shape)));
    }

    /** A local response normalisation of a map. */
    String localResponse(String name, LocalResponseNorm op, String x) {
        return model.add(
                "LRN",
                name,
                List.of(x),
                attribute("size", (long) op.size()),
                attribute("alpha", op.alpha()),
                attribute("beta", op.beta()),
                attribute("bias", op.bias()));
    }
}
