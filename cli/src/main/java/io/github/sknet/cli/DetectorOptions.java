package io.github.sknet.cli;

import io.github.sknet.graph.models.Task;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Suppression;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which detections count. */
final class DetectorOptions {

    private static final double SIGMA = 0.5;

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            description = "Detectors: only what is at least so sure, 0 to 1 (0.3 for pictures, 0.05 to judge).")
    private Double leastScore;

    @Option(
            names = "--soft-nms",
            description = "Detectors: weaken detections that overlap surer ones, in place of leaving them out.")
    private boolean soft;

    /** Refuses the options where the model is for another task. */
    void check(Task task, CommandSpec command) {
        if (task != Task.DETECT && (leastScore != null || soft)) {
            throw new ParameterException(command.commandLine(), "--min-score and --soft-nms are for models to detect");
        }
    }

    /** Changes the usual thresholds. */
    DetectionDecoder.Options change(DetectionDecoder.Options usual) {
        DetectionDecoder.Options changed = leastScore == null ? usual : usual.withLeastScore(leastScore);
        return soft ? changed.withSuppression(new Suppression.Soft(SIGMA, changed.leastScore())) : changed;
    }
}
