package io.github.sknet.vision.detect;

import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.transform.Letterbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From a detector's outputs to detections: candidates above a threshold, the best of each level, suppression.
 *
 * <p>As in torchvision's FCOS, a candidate's score is √(σ(class) · σ(centre-ness)), and one pixel may be a candidate for
 * several classes.
 *
 * @param levels of the pyramid
 * @param labels the classes' names
 * @param options thresholds
 */
public record DetectionDecoder(List<DetectionLevel> levels, List<String> labels, Options options) {

    public DetectionDecoder {
        levels = List.copyOf(levels);
        labels = List.copyOf(labels);
    }

    /**
     * Thresholds.
     *
     * @param scoreThreshold detections below are no candidates, 0 to 1
     * @param candidates the most that a level puts forward, at least 1
     * @param suppression how several detections of one object become one
     * @param maxDetections in one image, at least 1
     */
    public record Options(double scoreThreshold, int candidates, Suppression suppression, int maxDetections) {

        public Options {
            if (!(scoreThreshold >= 0 && scoreThreshold <= 1) || candidates < 1 || maxDetections < 1) {
                throw new IllegalArgumentException("Detection needs a score threshold between 0 and 1 and at least one"
                        + " candidate and detection, not " + scoreThreshold + ", " + candidates + " and "
                        + maxDetections);
            }
        }

        /** For evaluation: everything that may still count. */
        public static Options evaluation() {
            return new Options(0.05, 1000, new Suppression.Hard(0.6), 100);
        }

        /** For pictures: what the network is rather sure of. */
        public static Options prediction() {
            return evaluation().withScoreThreshold(0.3);
        }

        public Options withScoreThreshold(double scoreThreshold) {
            return new Options(scoreThreshold, candidates, suppression, maxDetections);
        }

        public Options withSuppression(Suppression suppression) {
            return new Options(scoreThreshold, candidates, suppression, maxDetections);
        }
    }

    /**
     * The detections of one image of a batch, in the image's own pixels.
     *
     * @param row the image's place in the batch
     * @param place how the image was put into the input
     */
    public List<Detection> decode(Prediction prediction, int row, Letterbox place) {
        return options.suppression.apply(candidates(prediction, row, place), options.maxDetections);
    }

    /** What {@link #decode} begins with: of one object there may be several. */
    List<Detection> candidates(Prediction prediction, int row, Letterbox place) {
        List<Detection> candidates = new ArrayList<>();
        for (DetectionLevel level : levels) {
            candidates(level, prediction, row).stream()
                    .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                    .limit(options.candidates)
                    .forEach(candidate -> candidates.add(toDetection(candidate, place)));
        }
        candidates.removeIf(detection -> detection.box().area() == 0);
        return candidates;
    }

    private record Candidate(int label, float score, BoundingBox box) {}

    private List<Candidate> candidates(DetectionLevel level, Prediction prediction, int row) {
        Tensor classes = prediction.outputs().get(level.classes());
        float[] logits = classes.values();
        float[] distances = prediction.outputs().get(level.boxes()).values();
        float[] centerness = prediction.outputs().get(level.centerness()).values();
        int width = classes.size(3);
        int pixels = classes.size(2) * width;
        int firstLogit = row * labels.size() * pixels;
        List<Candidate> candidates = new ArrayList<>();
        for (int pixel = 0; pixel < pixels; pixel++) {
            double central = sigmoid(centerness[row * pixels + pixel]);
            for (int label = 0; label < labels.size(); label++) {
                double score = Math.sqrt(sigmoid(logits[firstLogit + label * pixels + pixel]) * central);
                if (score >= options.scoreThreshold) {
                    int d = 4 * row * pixels + pixel;
                    BoundingBox box = BoxCode.decode(
                            level,
                            pixel % width,
                            pixel / width,
                            distances[d],
                            distances[d + pixels],
                            distances[d + 2 * pixels],
                            distances[d + 3 * pixels]);
                    candidates.add(new Candidate(label, (float) score, box));
                }
            }
        }
        return candidates;
    }

    private static double sigmoid(float logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private Detection toDetection(Candidate candidate, Letterbox place) {
        return new Detection(
                candidate.label, labels.get(candidate.label), candidate.score, place.toSource(candidate.box));
    }
}
