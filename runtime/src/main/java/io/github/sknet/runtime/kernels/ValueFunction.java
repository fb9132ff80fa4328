package io.github.sknet.runtime.kernels;

/**
 * A function of one value: of every value of a map, or of every output of a convolution or an addition, while it is near. A new one
 * is a constant here; where vectors compute it quicker than the loop over {@link #of}, kernels have a twin of it.
 */
public enum ValueFunction {
    /** x. */
    IDENTITY("", Float.NEGATIVE_INFINITY) {
        @Override
        public float of(float x) {
            return x;
        }
    },
    /** max(0, x). */
    RELU("ReLU", 0) {
        @Override
        public float of(float x) {
            return Math.max(0, x);
        }
    },
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID("sigmoid") {
        @Override
        public float of(float x) {
            return (float) (1 / (1 + Math.exp(-x)));
        }
    };

    private final String label;
    private final boolean clamp;
    private final float low;

    /** A function that is more than a lower bound. */
    ValueFunction(String label) {
        this(label, false, Float.NEGATIVE_INFINITY);
    }

    /** max(low, x). */
    ValueFunction(String label, float low) {
        this(label, true, low);
    }

    ValueFunction(String label, boolean clamp, float low) {
        this.label = label;
        this.clamp = clamp;
        this.low = low;
    }

    /** The function's value; NaN for NaN. */
    public abstract float of(float x);

    /** Whether it is max({@link #low}, x), which kernels do as they store a result. Others come after, as a pass. */
    public boolean isClamp() {
        return clamp;
    }

    /** The smallest result of a clamp; −∞ for other functions. */
    public float low() {
        return low;
    }

    /** Its name for a human; empty for the identity. */
    @Override
    public String toString() {
        return label;
    }
}
