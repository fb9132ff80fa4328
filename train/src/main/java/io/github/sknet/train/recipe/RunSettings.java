package io.github.sknet.train.recipe;

import io.github.sknet.datasets.BatchLoader;

/**
 * How a run looks after itself. Nothing of it changes what is learned.
 *
 * @param checkpointSeconds after so many seconds a checkpoint is written within an epoch too; 0: only at the end of each
 * @param evaluateEvery after so many epochs the network is evaluated; after the last in any case
 * @param strict whether a broken image ends the run; otherwise it is named, skipped and counted
 */
public record RunSettings(double checkpointSeconds, int evaluateEvery, boolean strict) {

    public RunSettings {
        if (!(checkpointSeconds >= 0 && checkpointSeconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The time between checkpoints is a finite number of seconds, at least 0, not " + checkpointSeconds);
        }
        if (evaluateEvery < 1) {
            throw new IllegalArgumentException(
                    "There must be at least one epoch between evaluations, not " + evaluateEvery);
        }
    }

    /** Whether the network is evaluated after an epoch, counted from 1. */
    public boolean evaluates(int epoch, int epochs) {
        return epoch % evaluateEvery == 0 || epoch == epochs;
    }

    /** How data is loaded: as given, or strictly. */
    BatchLoader.Settings loading(BatchLoader.Settings lenient) {
        return lenient.withStrict(strict);
    }
}
