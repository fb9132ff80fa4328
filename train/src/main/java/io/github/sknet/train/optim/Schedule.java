package io.github.sknet.train.optim;

/**
 * The learning rate over a run, as a factor of its peak.
 *
 * @param shape how it falls
 * @param warmupEpochs for as long it rises linearly from 0, before it falls; may be a fraction of an epoch
 * @param dropEvery STEP: the epochs between drops
 * @param dropFactor STEP: by what each drop multiplies
 */
public record Schedule(Shape shape, double warmupEpochs, double dropEvery, double dropFactor) {

    /** How the learning rate falls. */
    public enum Shape {
        /** Not at all. */
        CONSTANT,
        /** In steps. */
        STEP,
        /** Along half a cosine to 0 (Loshchilov and Hutter 2017). */
        COSINE,
        /** One cycle (Smith 2018): up along a cosine from 1/25 in the first 30 % of the run, down to 1/10,000. */
        ONE_CYCLE
    }

    private static final double CYCLE_RISE = 0.3;
    private static final double CYCLE_START = 1.0 / 25;
    private static final double CYCLE_END = 1e-4;

    public Schedule {
        boolean falls = warmupEpochs >= 0 && dropEvery > 0 && dropFactor > 0;
        if (shape == null || !falls || !Double.isFinite(warmupEpochs + dropEvery + dropFactor)) {
            throw new IllegalArgumentException(
                    "A schedule needs a shape, finite warmupEpochs of at least 0, dropEvery and dropFactor above 0, not "
                            + shape + ", " + warmupEpochs + ", " + dropEvery + ", " + dropFactor);
        }
    }

    /**
     * The factor at a moment of the run.
     *
     * @param epoch how many epochs have passed, with the fraction of the current one
     * @param epochs of the whole run
     */
    public double factor(double epoch, double epochs) {
        if (epoch < warmupEpochs) {
            return epoch / warmupEpochs;
        }
        double done = Math.min(1, (epoch - warmupEpochs) / Math.max(epochs - warmupEpochs, 1e-9));
        return switch (shape) {
            case CONSTANT -> 1;
            case STEP -> Math.pow(dropFactor, Math.floor(epoch / dropEvery));
            case COSINE -> fall(1, 0, done);
            case ONE_CYCLE ->
                done < CYCLE_RISE
                        ? fall(CYCLE_START, 1, done / CYCLE_RISE)
                        : fall(1, CYCLE_END, (done - CYCLE_RISE) / (1 - CYCLE_RISE));
        };
    }

    private static double fall(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }
}
