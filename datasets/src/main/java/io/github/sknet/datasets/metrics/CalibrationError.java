package io.github.sknet.datasets.metrics;

/**
 * The expected calibration error: predictions are sorted into bins of equal width by confidence, and the differences
 * between each bin's accuracy and mean confidence are averaged, weighed by the bins' sizes (Guo et al., On Calibration of
 * Modern Neural Networks, arXiv 1706.04599, section 2). Not safe for use by several threads.
 */
public final class CalibrationError {
    /** The number of bins in the paper. */
    public static final int BINS = 15;

    private final long[] sizes = new long[BINS];
    private final long[] correct = new long[BINS];
    private final double[] confidences = new double[BINS];
    private long total;

    /**
     * Counts a prediction.
     *
     * @param confidence the probability given to the predicted class, 0 to 1
     * @param isCorrect whether that class was the true one
     */
    public void add(double confidence, boolean isCorrect) {
        if (!(confidence >= 0 && confidence <= 1 + 1e-6)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, not " + confidence);
        }
        int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
        sizes[bin]++;
        correct[bin] += isCorrect ? 1 : 0;
        confidences[bin] += confidence;
        total++;
    }

    /** The error, 0 (calibrated) to 1; NaN without predictions. */
    public double value() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(correct[bin] - confidences[bin]);
        }
        return sum / total;
    }

    /** The number of predictions in a bin. */
    public long size(int bin) {
        return sizes[bin];
    }

    /** The share of a bin's predictions that is right; NaN where it is empty. */
    public double accuracy(int bin) {
        return (double) correct[bin] / sizes[bin];
    }

    /** The mean confidence of a bin's predictions; NaN where it is empty. */
    public double confidence(int bin) {
        return confidences[bin] / sizes[bin];
    }
}
