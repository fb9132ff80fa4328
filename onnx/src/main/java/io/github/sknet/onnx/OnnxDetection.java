package io.github.sknet.onnx;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.task.TaskOutputs;
import java.util.List;

/**
 * How an exported detector makes objects of its outputs within the file.
 *
 * @param levels of the pyramid
 * @param scoreThreshold what is less sure is no candidate, 0 to 1
 * @param overlapThreshold objects that overlap surer ones of their class by more go (intersection over union), 0 to 1
 * @param candidates the most that a level puts forward, at least 1
 * @param maxDetections in one image, at least 1
 */
public record OnnxDetection(
        List<DetectionLevel> levels,
        double scoreThreshold,
        double overlapThreshold,
        int candidates,
        int maxDetections) {

    public OnnxDetection {
        levels = List.copyOf(levels);
        if (!(scoreThreshold >= 0 && scoreThreshold <= 1) || !(overlapThreshold >= 0 && overlapThreshold <= 1)) {
            throw new IllegalArgumentException("The thresholds of detections lie between 0 and 1, unlike "
                    + scoreThreshold + " and " + overlapThreshold);
        }
        if (candidates < 1 || maxDetections < 1) {
            throw new IllegalArgumentException("There must be at least one candidate and one detection, not "
                    + candidates + " and " + maxDetections);
        }
    }

    /**
     * What suits pictures: scores from 0.3, overlaps to 0.6, 1,000 candidates of a level, 100 objects of an image.
     *
     * @throws IllegalArgumentException when the outputs are no detector's
     */
    public static OnnxDetection of(TaskOutputs outputs) {
        if (!(outputs instanceof DetectorOutputs detector)) {
            throw new IllegalArgumentException("Suppression (--nms) is for models to detect, and this is one to "
                    + outputs.task().id());
        }
        return new OnnxDetection(detector.levels(), 0.3, 0.6, 1000, 100);
    }

    /** The same with every candidate, however unsure. */
    OnnxDetection withAnyScore() {
        return new OnnxDetection(levels, 0, overlapThreshold, candidates, maxDetections);
    }

    /** An object: the box's left, upper, right and lower edge in the input's pixels. */
    public record Found(float left, float top, float right, float bottom, float score, int label) {}

    /** What the objects are, by another way: the exported file is held against it. */
    @FunctionalInterface
    public interface Decoding {

        /**
         * The objects of one image.
         *
         * @param settings thresholds
         * @param outputs of the network
         * @param image its place in the batch
         * @param input the input's height and width
         */
        List<Found> decode(OnnxDetection settings, Prediction outputs, int image, Size input);
    }
}
