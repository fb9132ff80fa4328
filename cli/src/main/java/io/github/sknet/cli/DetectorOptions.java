package io.github.sknet.cli;

import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Suppression;
import picocli.CommandLine.Option;

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

    boolean given() {
        return leastScore != null || soft;
    }

    /** Changes the usual thresholds. */
    DetectionDecoder.Options change(DetectionDecoder.Options usual) {
        DetectionDecoder.Options changed = leastScore == null ? usual : usual.withLeastScore(leastScore);
        return soft ? changed.withSuppression(new Suppression.Soft(SIGMA, changed.leastScore())) : changed;
    }
}
