package io.github.sknet.datasets.metrics;

/** Counts of (true, predicted) pairs, and the figures that follow from them. Not safe for use by several threads. */
public final class ConfusionMatrix {
    private final int classes;
    private final long[] counts;
    private long total;

    /** An empty matrix of so many classes. */
    public ConfusionMatrix(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("A confusion matrix has at least one class, not " + classes);
        }
        this.classes = classes;
        this.counts = new long[Math.multiplyExact(classes, classes)];
    }

    /** Counts one pair. */
    public void add(int truth, int predicted) {
        if (truth < 0 || truth >= classes || predicted < 0 || predicted >= classes) {
            throw new IllegalArgumentException("The classes " + truth + " (true) and " + predicted
                    + " (predicted) must lie between 0 and " + (classes - 1));
        }
        counts[truth * classes + predicted]++;
        total++;
    }

    public int classes() {
        return classes;
    }

    /** The number of pairs counted. */
    public long total() {
        return total;
    }

    /** How often the class {@code truth} was taken for the class {@code predicted}. */
    public long count(int truth, int predicted) {
        return counts[truth * classes + predicted];
    }

    /** How often a class was true. */
    public long truths(int label) {
        long sum = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            sum += count(label, predicted);
        }
        return sum;
    }

    /** How often a class was predicted. */
    public long predictions(int label) {
        long sum = 0;
        for (int truth = 0; truth < classes; truth++) {
            sum += count(truth, label);
        }
        return sum;
    }

    /** The share of all pairs that agree, 0 to 1; NaN without pairs. */
    public double accuracy() {
        long agreeing = 0;
        for (int label = 0; label < classes; label++) {
            agreeing += count(label, label);
        }
        return (double) agreeing / total;
    }

    /** Of the predictions of a class, the share that is right; NaN where it was never predicted. */
    public double precision(int label) {
        return (double) count(label, label) / predictions(label);
    }

    /** Of the members of a class, the share that was found; NaN where it has none. */
    public double recall(int label) {
        return (double) count(label, label) / truths(label);
    }

    /** The harmonic mean of precision and recall; NaN where the class was neither true nor predicted. */
    public double f1(int label) {
        return 2.0 * count(label, label) / (truths(label) + predictions(label));
    }

    /** Intersection over union of a class, 0 to 1; NaN where the class was neither true nor predicted. */
    public double intersectionOverUnion(int label) {
        long agreeing = count(label, label);
        return (double) agreeing / (truths(label) + predictions(label) - agreeing);
    }

    /** The mean of {@link #intersectionOverUnion} over the classes that were true or predicted; NaN where none was. */
    public double meanIntersectionOverUnion() {
        double sum = 0;
        int present = 0;
        for (int label = 0; label < classes; label++) {
            double value = intersectionOverUnion(label);
            if (!Double.isNaN(value)) {
                sum += value;
                present++;
            }
        }
        return sum / present;
    }
}
