package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import io.github.sknet.graph.Select;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuse and Select as the seed article's code has them (pppLang/SKNet, sknet.py) and torch.onnx exports it: branches are
 * unsqueezed and concatenated to (N, M, C, H, W), summed and averaged over one axis after the other; the attention multiplies
 * the stacked branches, and the product is summed. Only the logits, which are small, are not stacked but one value already.
 */
record StackedSelection(OnnxModelBuilder model, Map<List<String>, String> stacks) implements SelectionLowering {

    StackedSelection(OnnxModelBuilder model) {
        this(model, new HashMap<>());
    }

    @Override
    public String fuse(String name, List<String> maps) {
        String sum = model.add(
                "ReduceSum", name + "/sum", List.of(stack(name, maps), model.longs(1)), attribute("keepdims", 0L));
        OnnxOperators operators = new OnnxOperators(model);
        String rows = operators.reduce("ReduceMean", name + "/rows", sum, -1, false);
        return operators.reduce("ReduceMean", name, rows, -1, false);
    }

    @Override
    public Selected select(String name, Select op, List<String> maps, Logits logits, int channels) {
        String attention = SelectionLowering.attention(model, name, op, logits, channels);
        OnnxOperators operators = new OnnxOperators(model);
        String factors = op.extent() == Select.Extent.CHANNEL
                ? operators.unsqueeze(name + "/factors", attention, 3, 4)
                : operators.unsqueeze(name + "/factors", attention, 2);
        String product = model.add("Mul", name + "/product", List.of(stack(name, maps), factors));
        String map = model.add("ReduceSum", name, List.of(product, model.longs(1)), attribute("keepdims", 0L));
        return new Selected(map, output -> model.addNamed("Identity", output, List.of(attention)));
    }

    /** Fuse and Select share one stack, as in the article. */
    private String stack(String name, List<String> values) {
        return stacks.computeIfAbsent(values, key -> {
            List<String> rows = key.stream()
                    .map(value -> new OnnxOperators(model).unsqueeze(name + "/row", value, 1))
                    .toList();
            return model.add("Concat", name + "/stack", rows, attribute("axis", 1L));
        });
    }
}
