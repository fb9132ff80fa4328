package io.github.sknet.onnx;

/**
 * How a network is written.
 *
 * @param attention whether the attention of every selection becomes an output, (N, M, C) or (N, M, H, W), under its node's name
 * @param selection how Fuse and Select are written
 * @param opset the operator set
 */
public record OnnxOptions(boolean attention, Selection selection, Opset opset) {

    /** How Fuse and Select are written; the numbers are the same. */
    public enum Selection {
        /** Without stacking the branches: sums of maps, two branches as F₁ + a·(F₀ − F₁). */
        LEAN,
        /**
         * Branches stacked, multiplied and summed, as torch.onnx exports the seed article's code: for comparisons of
         * speed.
         */
        STACKED
    }

    /** Lean, without attention outputs. */
    public static OnnxOptions lean() {
        return new OnnxOptions(false, Selection.LEAN, Opset.USUAL);
    }

    /** As the seed article's code, without attention outputs. */
    public static OnnxOptions stacked() {
        return new OnnxOptions(false, Selection.STACKED, Opset.USUAL);
    }

    /** The same with or without attention outputs. */
    public OnnxOptions withAttention(boolean attention) {
        return new OnnxOptions(attention, selection, opset);
    }

    /** The same in another operator set. */
    public OnnxOptions withOpset(Opset opset) {
        return new OnnxOptions(attention, selection, opset);
    }
}
