package io.github.sknet.train.recipe;

/**
 * What tells a run that it gets better.
 *
 * @param metric the metric by which the best epoch is chosen; empty for the task's usual one
 * @param patience epochs without a better result after which training ends; 0: never before its time
 */
public record Monitoring(String metric, int patience) {

    /** The metric of which less is better, whatever the task. */
    private static final String LOSS = "loss";

    public Monitoring {
        if (metric == null || patience < 0) {
            throw new IllegalArgumentException("A recipe's patience must be at least 0, not " + patience);
        }
    }

    /**
     * Whether an epoch's metric makes it the best so far; never where it is no number.
     *
     * @param best the best before; null where there is none
     */
    public boolean isBetter(double value, Double best) {
        return !Double.isNaN(value) && (best == null || (metric.equals(LOSS) ? value < best : value > best));
    }
}
