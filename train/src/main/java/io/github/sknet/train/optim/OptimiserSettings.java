package io.github.sknet.train.optim;

/**
 * Which optimiser.
 *
 * @param kind which
 * @param learningRate its peak, which the schedule scales
 * @param momentum SGD's momentum, AdamW's β₁
 * @param nesterov SGD: whether it looks ahead
 * @param beta2 AdamW's β₂
 * @param weightDecay of weights; biases and BatchNorm have none
 */
public record OptimiserSettings(
        Kind kind, double learningRate, double momentum, boolean nesterov, double beta2, double weightDecay) {

    /** The optimisers. */
    public enum Kind {
        SGD,
        ADAMW
    }

    private static final double EPSILON = 1e-8;

    public OptimiserSettings {
        if (kind == null) {
            throw new IllegalArgumentException("An optimiser's kind must be sgd or adamw");
        }
        // What no float holds ends in libtorch.
        require(
                learningRate > 0 && learningRate <= Float.MAX_VALUE,
                "learningRate",
                "finite and above 0",
                learningRate);
        require(isShare(momentum), "momentum", "from 0 to less than 1", momentum);
        require(isShare(beta2), "beta2", "from 0 to less than 1", beta2);
        require(
                weightDecay >= 0 && weightDecay <= Float.MAX_VALUE,
                "weightDecay",
                "finite and not negative",
                weightDecay);
    }

    private static void require(boolean met, String name, String wanted, double value) {
        if (!met) {
            throw new IllegalArgumentException("An optimiser's " + name + " must be " + wanted + ", not " + value);
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value < 1;
    }

    /** Such an optimiser of the given parameters. */
    public Optimiser on(FlatParameters parameters) {
        return switch (kind) {
            case SGD -> new Sgd(parameters, momentum, nesterov, weightDecay);
            case ADAMW -> new AdamW(parameters, momentum, beta2, EPSILON, weightDecay);
        };
    }
}
