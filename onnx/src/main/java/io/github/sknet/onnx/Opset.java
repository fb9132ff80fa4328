package io.github.sknet.onnx;

/**
 * The operator set that a file is written in. It decides which operators there are, and in which form; the numbers are the same.
 *
 * @param version from {@link #OLDEST} to {@link #NEWEST}
 */
public record Opset(int version) {

    /** The first whose Softmax is along one axis, and whose Unsqueeze and ReduceSum take their axes as an input. */
    public static final int OLDEST = 13;

    /** The last that was tried in ONNX Runtime. */
    public static final int NEWEST = 23;

    /** The first whose AveragePool divides as PyTorch does where a window reaches beyond the padding. */
    public static final Opset USUAL = new Opset(19);

    /**
     * An operator set.
     *
     * @throws IllegalArgumentException naming those there are, when it is none of them
     */
    public Opset {
        if (version < OLDEST || version > NEWEST) {
            throw new IllegalArgumentException(
                    "Networks are written in ONNX's opsets " + OLDEST + " to " + NEWEST + ", not " + version);
        }
    }

    /** The file format's version that came with the operator set, as older readers refuse a newer one. */
    int irVersion() {
        if (version < 15) {
            return 7;
        }
        if (version < 19) {
            return 8;
        }
        if (version < 21) {
            return 9;
        }
        return version < 23 ? 10 : 11;
    }

    boolean hasHardSwish() {
        return version >= 14;
    }

    boolean hasLayerNormalization() {
        return version >= 17;
    }

    boolean hasMish() {
        return version >= 18;
    }

    /** Whether Split is told how many parts it makes. */
    boolean hasSplitCount() {
        return version >= 18;
    }

    /** Whether ReduceMean and ReduceMax take their axes as an input, as ReduceSum always does. */
    boolean hasReductionAxesAsInput() {
        return version >= 18;
    }

    /** Whether AveragePool leaves out of its divisor what lies beyond the padding, where it counts the padding. */
    boolean hasExactAveragePool() {
        return version >= 19;
    }
}
