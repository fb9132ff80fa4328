package io.github.sknet.onnx;

import java.util.List;

/** How Fuse and Select become ONNX operators. Maps are (N, C, H, W), vectors (N, C). */
interface SelectionLowering {

    /** The mean over the pixels of the maps' sum, a vector. */
    String fuse(String name, List<String> maps);

    /**
     * The maps weighted by the softmax of the logits across the branches.
     *
     * @param maps the branches
     * @param logits as many vectors
     */
    Selected select(String name, List<String> maps, List<String> logits);

    /**
     * What a selection gives.
     *
     * @param map the weighted sum
     * @param attention writes the attention (N, M, C), where it is wanted, under the given name
     */
    record Selected(String map, Attention attention) {}

    /** Writes an attention. */
    @FunctionalInterface
    interface Attention {
        void writeAs(String name);
    }

    static SelectionLowering of(OnnxOptions.Selection selection, OnnxModelBuilder model) {
        return switch (selection) {
            case LEAN -> new LeanSelection(model);
            case STACKED -> new StackedSelection(model);
        };
    }
}
