package io.github.sknet.graph;

/**
 * How a parameter starts.
 *
 * @param kind the distribution
 * @param value the constant, or the standard deviation, at least 0; 0 for the other kinds
 */
public record Init(Kind kind, float value) {

    /** The distributions in use. */
    public enum Kind {
        /** The same value everywhere. */
        CONSTANT,
        /** Normal with mean 0 and the given standard deviation. */
        NORMAL,
        /**
         * Normal with standard deviation √(2 / fan_out) (He et al. 2015, as torchvision's and timm's ResNets do), where fan_out
         * is PyTorch's; of weights alone.
         */
        KAIMING_FAN_OUT,
        /** Uniform in ±1/√fan_in: what PyTorch's Conv2d and Linear do when nothing is said. */
        TORCH_DEFAULT
    }

    public Init {
        Inputs.finite("Init", "value", value);
        if (kind == Kind.NORMAL && value < 0) {
            throw new IllegalArgumentException("Init: a standard deviation is at least 0, not " + value);
        }
        if (value != 0 && kind != Kind.NORMAL && kind != Kind.CONSTANT) {
            throw new IllegalArgumentException("Init: " + kind + " takes no value, not " + value);
        }
    }

    public static Init constant(float value) {
        return new Init(Kind.CONSTANT, value);
    }

    public static Init normal(float standardDeviation) {
        return new Init(Kind.NORMAL, standardDeviation);
    }

    public static Init kaimingFanOut() {
        return new Init(Kind.KAIMING_FAN_OUT, 0);
    }

    public static Init torchDefault() {
        return new Init(Kind.TORCH_DEFAULT, 0);
    }
}
