package io.github.sknet.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How several detections of one object become one. Classes do not suppress one another. */
public sealed interface Suppression {

    /**
     * What stays of an image's detections, the surest first.
     *
     * @param most how many at most
     */
    List<Detection> apply(List<Detection> detections, int most);

    /**
     * Non-maximum suppression: a detection goes that overlaps a surer one of its class.
     *
     * @param threshold by more than this intersection over union, 0 to 1
     */
    record Hard(double threshold) implements Suppression {

        public Hard {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException(
                        "The overlap that suppresses lies between 0 and 1, not " + threshold);
            }
        }

        @Override
        public List<Detection> apply(List<Detection> detections, int most) {
            List<Detection> kept = new ArrayList<>();
            for (Detection candidate : surestFirst(detections)) {
                boolean suppressed = kept.stream()
                        .anyMatch(surer -> surer.label() == candidate.label()
                                && surer.box().intersectionOverUnion(candidate.box()) > threshold);
                if (!suppressed) {
                    kept.add(candidate);
                    if (kept.size() == most) {
                        break;
                    }
                }
            }
            return kept;
        }
    }

    /**
     * Soft-NMS (Bodla et al., ICCV 2017, equation 5): a detection's score is multiplied by exp(−IoU² / σ) for each surer one of
     * its class, so that objects that do overlap are not lost.
     *
     * @param sigma σ, above 0; 0.5 in the paper
     * @param least detections whose score falls below go
     */
    record Soft(double sigma, double least) implements Suppression {

        public Soft {
            if (!(sigma > 0) || !(least >= 0)) {
                throw new IllegalArgumentException(
                        "Soft suppression needs a sigma above 0 and a least score from 0, not " + sigma + " and "
                                + least);
            }
        }

        @Override
        public List<Detection> apply(List<Detection> detections, int most) {
            List<Detection> rest = new ArrayList<>(detections);
            List<Detection> kept = new ArrayList<>();
            while (!rest.isEmpty() && kept.size() < most) {
                Detection surest = rest.stream()
                        .max(Comparator.comparingDouble(Detection::score))
                        .orElseThrow();
                kept.add(surest);
                rest.remove(surest);
                rest.replaceAll(other -> other.label() == surest.label() ? weakened(other, surest) : other);
                rest.removeIf(other -> other.score() < least);
            }
            return kept;
        }

        private Detection weakened(Detection other, Detection surer) {
            double overlap = surer.box().intersectionOverUnion(other.box());
            float score = (float) (other.score() * Math.exp(-overlap * overlap / sigma));
            return new Detection(other.label(), other.name(), score, other.box());
        }
    }

    private static List<Detection> surestFirst(List<Detection> detections) {
        return detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
    }
}
