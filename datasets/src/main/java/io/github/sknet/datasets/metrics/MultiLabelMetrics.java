package io.github.sknet.datasets.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Everything that is told of a classifier whose classes do not exclude each other, from one probability for each class and image.
 * Not safe for several threads.
 */
public final class MultiLabelMetrics {

    private static final int FIRST_CAPACITY = 256;

    private final int classes;
    private final double threshold;

    /** Row by row, an image each. */
    private float[] scores;

    private boolean[] truths;
    private int images;
    private double crossEntropies;

    /**
     * An evaluation without images yet.
     *
     * @param threshold from which probability on an image is taken to be of a class
     */
    public MultiLabelMetrics(int classes, double threshold) {
        this.classes = classes;
        this.threshold = threshold;
        this.scores = new float[FIRST_CAPACITY * classes];
        this.truths = new boolean[FIRST_CAPACITY * classes];
    }

    /**
     * Counts an image.
     *
     * @param probabilities one for each class
     * @param labels of its classes, perhaps none
     */
    public void add(float[] probabilities, int[] labels) {
        int row = images * classes;
        if (row == scores.length) {
            scores = Arrays.copyOf(scores, 2 * row);
            truths = Arrays.copyOf(truths, 2 * row);
        }
        System.arraycopy(probabilities, 0, scores, row, classes);
        for (int label : labels) {
            truths[row + label] = true;
        }
        for (int label = 0; label < classes; label++) {
            double right = truths[row + label] ? probabilities[label] : 1 - (double) probabilities[label];
            crossEntropies -= Math.log(Math.max(right, Float.MIN_NORMAL));
        }
        images++;
    }

    /** The number of images. */
    public long images() {
        return images;
    }

    /** In how many images a class is. */
    public long truths(int label) {
        return count(label, 0, true);
    }

    /** The mean over the images of the classes' binary cross entropies together; NaN without images. */
    public double crossEntropy() {
        return crossEntropies / images;
    }

    /**
     * The average precision of a class: the mean of the precisions at the scores of its images, which are ranked by score; images of
     * equal scores come at once. As scikit-learn's {@code average_precision_score} has it, without interpolation.
     *
     * @return 0 to 1; NaN without an image of the class
     */
    public double averagePrecision(int label) {
        Integer[] ranked = IntStream.range(0, images).boxed().toArray(Integer[]::new);
        Arrays.sort(ranked, Comparator.comparingDouble(image -> -scores[image * classes + label]));
        long right = 0;
        double sum = 0;
        for (int first = 0; first < images; ) {
            int end = first;
            long before = right;
            float score = scores[ranked[first] * classes + label];
            while (end < images && scores[ranked[end] * classes + label] == score) {
                right += truths[ranked[end] * classes + label] ? 1 : 0;
                end++;
            }
            sum += (right - before) * ((double) right / end);
            first = end;
        }
        return sum / right;
    }

    /** The mean of the classes' average precisions, 0 to 1, over those that occur; NaN without any. */
    public double meanAveragePrecision() {
        return IntStream.range(0, classes)
                .mapToDouble(this::averagePrecision)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** The share of the images taken to be of a class that are; NaN where none is taken to be. */
    public double precision(int label) {
        return (double) count(label, threshold, true) / count(label, threshold);
    }

    /** The share of a class's images that are taken to be of it; NaN where there are none. */
    public double recall(int label) {
        return (double) count(label, threshold, true) / truths(label);
    }

    /** The harmonic mean of precision and recall over all classes together, 0 to 1; NaN where there is nothing to find. */
    public double f1() {
        double right = sum(label -> count(label, threshold, true));
        return 2 * right / (sum(label -> count(label, threshold)) + sum(this::truths));
    }

    private double sum(IntToDoubleFunction each) {
        return IntStream.range(0, classes).mapToDouble(each).sum();
    }

    private long count(int label, double least) {
        return count(label, least, true) + count(label, least, false);
    }

    private long count(int label, double least, boolean truth) {
        return IntStream.range(0, images)
                .map(image -> image * classes + label)
                .filter(cell -> scores[cell] >= least && truths[cell] == truth)
                .count();
    }
}
