package io.github.sknet.bench;

import java.util.Arrays;

/** Order statistics. */
final class Statistics {

    private Statistics() {}

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** The value below which the given share lies, linear between neighbours. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            throw new IllegalArgumentException("No values, no quantile");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
