package io.github.sknet.datasets.metrics;

import io.github.sknet.vision.classify.Scores;

/** Everything that is told of a classifier, from one probability vector per image. Not safe for several threads. */
public final class ClassificationMetrics {
    /** How many of the best classes {@link #top5} looks at. */
    public static final int TOP = 5;

    private final ConfusionMatrix confusion;
    private final CalibrationError calibration = new CalibrationError();
    private long inTopFive;
    private double crossEntropies;

    /** An evaluation without images yet. */
    public ClassificationMetrics(int classes) {
        confusion = new ConfusionMatrix(classes);
    }

    /**
     * Counts an image.
     *
     * @param probabilities one for each class
     * @param label the true class
     */
    public void add(float[] probabilities, int label) {
        int best = Scores.best(probabilities);
        confusion.add(label, best);
        calibration.add(probabilities[best], best == label);
        crossEntropies -= Math.log(Math.max(probabilities[label], Float.MIN_NORMAL));
        inTopFive += Scores.rank(probabilities, label) < TOP ? 1 : 0;
    }

    /** The number of images. */
    public long images() {
        return confusion.total();
    }

    /** The share of images whose best class is right, 0 to 1; NaN without images. */
    public double top1() {
        return confusion.accuracy();
    }

    /** The share of images whose class is among the best five, 0 to 1; NaN without images. */
    public double top5() {
        return (double) inTopFive / images();
    }

    /** The mean of −ln of the true class's probability; NaN without images. */
    public double crossEntropy() {
        return crossEntropies / images();
    }

    /** By class: counts, precision, recall. */
    public ConfusionMatrix confusion() {
        return confusion;
    }

    /** How far confidences are from the share of images that they are right of. */
    public CalibrationError calibration() {
        return calibration;
    }
}
