package io.github.sknet.datasets.metrics.coco;

import io.github.sknet.vision.image.BoundingBox;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which detections of one class in one image found something, for one range of areas ({@code COCOeval.evaluateImg}).
 *
 * @param scores of the detections, descending
 * @param matched by IoU threshold and detection: whether it found an object, counted or not
 * @param ignored by IoU threshold and detection: whether it counts neither for nor against
 * @param countedObjects how many objects are there to be found
 */
record ImageMatches(double[] scores, boolean[][] matched, boolean[][] ignored, int countedObjects) {

    /** The objects and the detections of one class in one image. */
    static final class Scene {
        private final List<CocoGroundTruth.Annotation> objects;
        private final List<CocoDetection> detections;
        private final double[][] overlaps;

        /**
         * Computes all overlaps.
         *
         * @param detections by descending score
         */
        Scene(List<CocoGroundTruth.Annotation> objects, List<CocoDetection> detections) {
            this.objects = objects;
            this.detections = detections;
            this.overlaps = new double[detections.size()][objects.size()];
            for (int d = 0; d < detections.size(); d++) {
                for (int o = 0; o < objects.size(); o++) {
                    overlaps[d][o] = overlap(detections.get(d).box(), objects.get(o));
                }
            }
        }

        /** IoU; against a crowd, the share of the detection that lies within it ({@code maskApi.c}, {@code bbIou}). */
        private static double overlap(BoundingBox detection, CocoGroundTruth.Annotation object) {
            double intersection = detection.intersection(object.box());
            if (intersection == 0) {
                return 0;
            }
            double united = object.crowd()
                    ? detection.area()
                    : detection.area() + object.box().area() - intersection;
            return intersection / united;
        }

        /** Matches each detection in turn with the object that it overlaps most, at each threshold. */
        ImageMatches match(AreaRange range, double[] thresholds) {
            boolean[] ignoredObject = new boolean[objects.size()];
            for (int o = 0; o < ignoredObject.length; o++) {
                ignoredObject[o] =
                        objects.get(o).crowd() || !range.contains(objects.get(o).area());
            }
            int[] order = IntStream.concat(
                            IntStream.range(0, ignoredObject.length).filter(o -> !ignoredObject[o]),
                            IntStream.range(0, ignoredObject.length).filter(o -> ignoredObject[o]))
                    .toArray();
            boolean[][] matched = new boolean[thresholds.length][detections.size()];
            boolean[][] ignored = new boolean[thresholds.length][detections.size()];
            for (int t = 0; t < thresholds.length; t++) {
                boolean[] taken = new boolean[objects.size()];
                for (int d = 0; d < detections.size(); d++) {
                    int best = bestObject(d, thresholds[t], order, ignoredObject, taken);
                    if (best >= 0) {
                        taken[best] = true;
                        matched[t][d] = true;
                        ignored[t][d] = ignoredObject[best];
                    } else {
                        ignored[t][d] = !range.contains(detections.get(d).box().area());
                    }
                }
            }
            double[] scores =
                    detections.stream().mapToDouble(CocoDetection::score).toArray();
            int counted = (int) IntStream.range(0, ignoredObject.length)
                    .filter(o -> !ignoredObject[o])
                    .count();
            return new ImageMatches(scores, matched, ignored, counted);
        }

        /** The counted object of largest overlap, or where there is none the ignored one; the last of equals; −1: none. */
        private int bestObject(int detection, double threshold, int[] order, boolean[] ignoredObject, boolean[] taken) {
            double largest = Math.min(threshold, 1 - 1e-10);
            int best = -1;
            for (int object : order) {
                if (taken[object] && !objects.get(object).crowd()) {
                    continue;
                }
                if (best >= 0 && !ignoredObject[best] && ignoredObject[object]) {
                    break;
                }
                if (overlaps[detection][object] >= largest) {
                    largest = overlaps[detection][object];
                    best = object;
                }
            }
            return best;
        }
    }
}
