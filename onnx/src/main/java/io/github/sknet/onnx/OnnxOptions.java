package io.github.sknet.onnx;

import java.util.Optional;

/**
 * How a network is written.
 *
 * @param attention whether the attention of every selection becomes an output, (N, M, C) or (N, M, H, W), under its node's name
 * @param selection how Fuse and Select are written
 * @param opset the operator set
 * @param detection how objects are made of a detector's outputs, in whose place they stand then; empty for the outputs themselves
 */
public record OnnxOptions(boolean attention, Selection selection, Opset opset, Optional<OnnxDetection> detection) {

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
        return new OnnxOptions(false, Selection.LEAN, Opset.USUAL, Optional.empty());
    }

    /** As the seed article's code, without attention outputs. */
    public static OnnxOptions stacked() {
        return new OnnxOptions(false, Selection.STACKED, Opset.USUAL, Optional.empty());
    }

    /** The same with or without attention outputs. */
    public OnnxOptions withAttention(boolean attention) {
        return new OnnxOptions(attention, selection, opset, detection);
    }

    /** The same in another operator set. */
    public OnnxOptions withOpset(Opset opset) {
        return new OnnxOptions(attention, selection, opset, detection);
    }

    /** The same with objects in place of a detector's outputs. */
    public OnnxOptions withDetection(OnnxDetection detection) {
        return new OnnxOptions(attention, selection, opset, Optional.of(detection));
    }

    /** The same with the network's own outputs. */
    OnnxOptions withoutDetection() {
        return new OnnxOptions(attention, selection, opset, Optional.empty());
    }
}
