package io.github.sknet.train.run;

import io.github.sknet.vision.data.BatchLoader;

/**
 * How a run looks after itself. Nothing of it changes what is learned.
 *
 * @param checkpointSeconds after so many seconds a checkpoint is written within an epoch too; 0: only at the end of each
 * @param strict whether a broken image ends the run; otherwise it is named, skipped and counted
 */
public record RunSettings(double checkpointSeconds, boolean strict) {

    /** A checkpoint every five minutes; broken images are skipped. */
    public static final RunSettings DEFAULT = new RunSettings(300, false);

    public RunSettings {
        if (!(checkpointSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "The time between checkpoints must be at least 0 seconds, not " + checkpointSeconds);
        }
    }

    /** How data is loaded: as given, or strictly. */
    BatchLoader.Settings loading(BatchLoader.Settings lenient) {
        return strict ? lenient.strictly() : lenient;
    }
}
