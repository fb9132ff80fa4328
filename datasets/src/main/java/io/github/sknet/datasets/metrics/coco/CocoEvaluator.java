package io.github.sknet.datasets.metrics.coco;

import io.github.sknet.datasets.metrics.coco.AveragePrecision.ClassPrecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * COCO's evaluation of boxes, as {@code COCOeval} of pycocotools computes it with its default parameters.
 *
 * <p>One deviation: pycocotools takes a detection that found the annotation of id 0 for a false one, because it marks
 * matches by their ids. Here ids do not matter.
 *
 * @see <a href="https://github.com/cocodataset/cocoapi/blob/master/PythonAPI/pycocotools/cocoeval.py">cocoeval.py</a>
 */
public final class CocoEvaluator {
    private static final double[] IOU_THRESHOLDS = linearlySpaced(0.5, 0.95, 10);
    private static final double[] RECALL_THRESHOLDS = linearlySpaced(0, 1, 101);
    private static final int[] MAX_DETECTIONS = {1, 10, 100};
    private static final int MOST_DETECTIONS = MAX_DETECTIONS[MAX_DETECTIONS.length - 1];
    private static final double UNDEFINED = -1;

    private CocoEvaluator() {}

    /** numpy's {@code linspace}, whose values differ from multiples of the step in the last bit. */
    private static double[] linearlySpaced(double first, double last, int count) {
        double step = (last - first) / (count - 1);
        double[] values =
                IntStream.range(0, count).mapToDouble(i -> i * step + first).toArray();
        values[count - 1] = last;
        return values;
    }

    private record ImageAndClass(long image, long category) {}

    /** One class's matches: by area range, then by image in ascending order of ids, where there is anything at all. */
    private record ClassMatches(Map<AreaRange, List<ImageMatches>> byRange) {}

    /**
     * Evaluates detections.
     *
     * @throws IllegalArgumentException when a detection names an image or a class that the ground truth lacks
     */
    public static AveragePrecision evaluate(CocoGroundTruth truth, List<CocoDetection> detections) {
        refuseUnknown(truth, detections);
        Map<ImageAndClass, List<CocoGroundTruth.Annotation>> objectsOf = new HashMap<>();
        for (CocoGroundTruth.Annotation object : truth.annotations()) {
            objectsOf
                    .computeIfAbsent(new ImageAndClass(object.imageId(), object.categoryId()), key -> new ArrayList<>())
                    .add(object);
        }
        Map<ImageAndClass, List<CocoDetection>> detectionsOf = new HashMap<>();
        for (CocoDetection detection : detections) {
            detectionsOf
                    .computeIfAbsent(
                            new ImageAndClass(detection.imageId(), detection.categoryId()), key -> new ArrayList<>())
                    .add(detection);
        }
        List<Long> images = truth.imageIds().stream().distinct().sorted().toList();
        List<CocoGroundTruth.Category> categories = truth.categories().stream()
                .sorted(Comparator.comparingLong(CocoGroundTruth.Category::id))
                .toList();
        List<ClassMatches> matches = new ArrayList<>();
        for (CocoGroundTruth.Category category : categories) {
            List<ImageMatches.Scene> scenes = new ArrayList<>();
            for (long image : images) {
                ImageAndClass key = new ImageAndClass(image, category.id());
                if (objectsOf.containsKey(key) || detectionsOf.containsKey(key)) {
                    scenes.add(new ImageMatches.Scene(
                            objectsOf.getOrDefault(key, List.of()), best(detectionsOf.getOrDefault(key, List.of()))));
                }
            }
            matches.add(match(scenes));
        }
        return summarise(categories, matches);
    }

    private static void refuseUnknown(CocoGroundTruth truth, List<CocoDetection> detections) {
        Set<Long> images = new HashSet<>(truth.imageIds());
        Set<Long> categories = new HashSet<>();
        truth.categories().forEach(category -> categories.add(category.id()));
        for (CocoDetection detection : detections) {
            if (!images.contains(detection.imageId())) {
                throw new IllegalArgumentException(
                        "A detection names the image " + detection.imageId() + ", which the ground truth lacks");
            }
            if (!categories.contains(detection.categoryId())) {
                throw new IllegalArgumentException(
                        "A detection names the category " + detection.categoryId() + ", which the ground truth lacks");
            }
        }
    }

    /** By descending score, equal ones in their order (numpy's mergesort is stable, as Java's is). */
    private static List<CocoDetection> best(List<CocoDetection> detections) {
        return detections.stream()
                .sorted(Comparator.comparingDouble(detection -> -detection.score()))
                .limit(MOST_DETECTIONS)
                .toList();
    }

    private static ClassMatches match(List<ImageMatches.Scene> scenes) {
        Map<AreaRange, List<ImageMatches>> byRange = new HashMap<>();
        for (AreaRange range : AreaRange.values()) {
            byRange.put(
                    range,
                    scenes.stream()
                            .map(scene -> scene.match(range, IOU_THRESHOLDS))
                            .toList());
        }
        return new ClassMatches(byRange);
    }

    private static AveragePrecision summarise(List<CocoGroundTruth.Category> categories, List<ClassMatches> matches) {
        Curves all = Curves.of(matches, AreaRange.ALL, MOST_DETECTIONS);
        Curves small = Curves.of(matches, AreaRange.SMALL, MOST_DETECTIONS);
        Curves medium = Curves.of(matches, AreaRange.MEDIUM, MOST_DETECTIONS);
        Curves large = Curves.of(matches, AreaRange.LARGE, MOST_DETECTIONS);
        List<ClassPrecision> perClass = IntStream.range(0, categories.size())
                .mapToObj(k -> new ClassPrecision(categories.get(k), all.classPrecision(k)))
                .toList();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("AP", all.meanPrecision());
        figures.put("AP50", all.meanPrecisionAt(0));
        figures.put("AP75", all.meanPrecisionAt(5));
        figures.put("APsmall", small.meanPrecision());
        figures.put("APmedium", medium.meanPrecision());
        figures.put("APlarge", large.meanPrecision());
        figures.put("AR1", Curves.of(matches, AreaRange.ALL, MAX_DETECTIONS[0]).meanRecall());
        figures.put("AR10", Curves.of(matches, AreaRange.ALL, MAX_DETECTIONS[1]).meanRecall());
        figures.put("AR100", all.meanRecall());
        figures.put("ARsmall", small.meanRecall());
        figures.put("ARmedium", medium.meanRecall());
        figures.put("ARlarge", large.meanRecall());
        return new AveragePrecision(figures, perClass);
    }

    /**
     * Precision and recall for one area range and number of detections an image ({@code COCOeval.accumulate}).
     *
     * @param precision by class, IoU threshold and recall threshold; a class without objects has null
     * @param recall by class and IoU threshold; a class without objects has null
     */
    private record Curves(double[][][] precision, double[][] recall) {

        static Curves of(List<ClassMatches> matches, AreaRange range, int maxDetections) {
            double[][][] precision = new double[matches.size()][][];
            double[][] recall = new double[matches.size()][];
            for (int k = 0; k < matches.size(); k++) {
                List<ImageMatches> images = matches.get(k).byRange.get(range);
                int objects =
                        images.stream().mapToInt(ImageMatches::countedObjects).sum();
                if (objects > 0) {
                    precision[k] = new double[IOU_THRESHOLDS.length][];
                    recall[k] = new double[IOU_THRESHOLDS.length];
                    List<Ranked> ranked = rank(images, maxDetections);
                    for (int t = 0; t < IOU_THRESHOLDS.length; t++) {
                        precision[k][t] = new double[RECALL_THRESHOLDS.length];
                        recall[k][t] = trace(ranked, t, objects, precision[k][t]);
                    }
                }
            }
            return new Curves(precision, recall);
        }

        private record Ranked(ImageMatches image, int detection) {
            double score() {
                return image.scores()[detection];
            }
        }

        private static List<Ranked> rank(List<ImageMatches> images, int maxDetections) {
            List<Ranked> ranked = new ArrayList<>();
            for (ImageMatches image : images) {
                for (int d = 0; d < Math.min(maxDetections, image.scores().length); d++) {
                    ranked.add(new Ranked(image, d));
                }
            }
            ranked.sort(Comparator.comparingDouble(detection -> -detection.score()));
            return ranked;
        }

        /** Fills the interpolated precision at each recall threshold, and returns the recall that is reached. */
        private static double trace(List<Ranked> ranked, int threshold, int objects, double[] interpolated) {
            double[] precision = new double[ranked.size()];
            double[] recall = new double[ranked.size()];
            double found = 0;
            double wrong = 0;
            for (int i = 0; i < ranked.size(); i++) {
                ImageMatches image = ranked.get(i).image;
                int detection = ranked.get(i).detection;
                if (!image.ignored()[threshold][detection]) {
                    if (image.matched()[threshold][detection]) {
                        found++;
                    } else {
                        wrong++;
                    }
                }
                recall[i] = found / objects;
                precision[i] = found / (wrong + found + Math.ulp(1.0));
            }
            for (int i = precision.length - 1; i > 0; i--) {
                precision[i - 1] = Math.max(precision[i - 1], precision[i]);
            }
            int reached = 0;
            for (int r = 0; r < RECALL_THRESHOLDS.length; r++) {
                while (reached < recall.length && recall[reached] < RECALL_THRESHOLDS[r]) {
                    reached++;
                }
                interpolated[r] = reached < recall.length ? precision[reached] : 0;
            }
            return recall.length == 0 ? 0 : recall[recall.length - 1];
        }

        double meanPrecision() {
            return mean(IntStream.range(0, precision.length)
                    .filter(k -> precision[k] != null)
                    .mapToObj(k -> precision[k])
                    .flatMap(Arrays::stream)
                    .toArray(double[][]::new));
        }

        double meanPrecisionAt(int threshold) {
            return mean(IntStream.range(0, precision.length)
                    .filter(k -> precision[k] != null)
                    .mapToObj(k -> precision[k][threshold])
                    .toArray(double[][]::new));
        }

        double classPrecision(int category) {
            return precision[category] == null ? UNDEFINED : mean(precision[category]);
        }

        double meanRecall() {
            return mean(Arrays.stream(recall).filter(Objects::nonNull).toArray(double[][]::new));
        }

        private static double mean(double[][] values) {
            return Arrays.stream(values)
                    .flatMapToDouble(Arrays::stream)
                    .average()
                    .orElse(UNDEFINED);
        }
    }
}
