package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import io.github.sknet.graph.Select;
import java.util.List;

/** How Fuse and Select become ONNX operators. Maps are (N, C, H, W), vectors (N, C). */
interface SelectionLowering {

    /** The mean over the pixels of the maps' sum, a vector. */
    String fuse(String name, List<String> maps);

    /**
     * The maps weighted by the shares that logits make.
     *
     * @param maps the branches
     * @param channels C
     */
    Selected select(String name, Select op, List<String> maps, Logits logits, int channels);

    /**
     * What shares are made of.
     *
     * @param all (N, M·C) or (N, M, H, W)
     * @param byBranch the M values (N, C) that this is the concatenation of; empty where it is none
     */
    record Logits(String all, List<String> byBranch) {}

    /**
     * What a selection gives.
     *
     * @param map the weighted sum
     * @param attention writes the attention, (N, M, C) or (N, M, H, W), where it is wanted, under the given name
     */
    record Selected(String map, Attention attention) {}

    /** Writes an attention. */
    @FunctionalInterface
    interface Attention {
        void writeAs(String name);
    }

    /** The attention, (N, M, C) or (N, M, H, W). */
    static String attention(OnnxModelBuilder model, String name, Select op, Logits logits, int channels) {
        String byBranch = switch (op.extent()) {
            case CHANNEL ->
                model.add("Reshape", name + "/logits", List.of(logits.all(), model.longs(0, op.branches(), channels)));
            case PIXEL -> logits.all();
        };
        return switch (op.gate()) {
            case SOFTMAX -> model.add("Softmax", name + "/softmax", List.of(byBranch), attribute("axis", 1L));
            case SIGMOID -> model.add("Sigmoid", name + "/sigmoid", List.of(byBranch));
        };
    }

    static SelectionLowering of(OnnxOptions.Selection selection, OnnxModelBuilder model) {
        return switch (selection) {
            case LEAN -> new LeanSelection(model);
            case STACKED -> new StackedSelection(model);
        };
    }
}
