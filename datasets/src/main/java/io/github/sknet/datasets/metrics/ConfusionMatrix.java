package io.github.sknet.datasets.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

    /** The number of classes. */
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

    /** Those of the classes' names whose class was never true. */
    public List<String> absent(List<String> labels) {
        return IntStream.range(0, classes)
                .filter(label -> truths(label) == 0)
                .mapToObj(labels::get)
                .toList();
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

    /**
     * For tools: a class's {@code precision} and {@code recall}, where they are numbers, and {@code predictedAs}, how often it was
     * taken for each class.
     */
    public Map<String, Object> toMap(int label) {
        Map<String, Object> map = new LinkedHashMap<>();
        Figures.put(map, "precision", precision(label));
        Figures.put(map, "recall", recall(label));
        map.put(
                "predictedAs",
                LongStream.range(0, classes)
                        .map(predicted -> count(label, (int) predicted))
                        .boxed()
                        .toList());
        return map;
    }

    /** For people: a row a true class, a column a predicted one. */
    public List<String> lines(List<String> labels) {
        List<String> lines = new ArrayList<>();
        lines.add("confusion matrix: a row a true class, a column a predicted one");
        for (int truth = 0; truth < classes; truth++) {
            StringBuilder line = new StringBuilder(String.format("%-24s", labels.get(truth)));
            for (int predicted = 0; predicted < classes; predicted++) {
                line.append(String.format(Locale.ROOT, " %6d", count(truth, predicted)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** A share as people read it; a dash where it is none. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
