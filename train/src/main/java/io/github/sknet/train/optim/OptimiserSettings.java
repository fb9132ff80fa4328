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
        // What no float holds ends in libtorch.
        boolean rates = learningRate > 0
                && learningRate <= Float.MAX_VALUE
                && weightDecay >= 0
                && weightDecay <= Float.MAX_VALUE;
        if (kind == null || !rates || !isShare(momentum) || !isShare(beta2)) {
            throw new IllegalArgumentException("An optimiser needs a kind (sgd, adamw), a finite learningRate above 0, "
                    + "momentum and beta2 in [0, 1) and a finite weightDecay of at least 0, not " + kind + ", "
                    + learningRate
                    + ", " + momentum + ", " + beta2 + ", " + weightDecay);
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
