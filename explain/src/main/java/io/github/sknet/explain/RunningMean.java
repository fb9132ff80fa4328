package io.github.sknet.explain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Mean and standard deviation of vectors that come one at a time, without loss of digits (Welford 1962). */
final class RunningMean {
    private final double[] mean;
    private final double[] squares;
    private int count;

    RunningMean(int size) {
        mean = new double[size];
        squares = new double[size];
    }

    void add(double[] values) {
        count++;
        for (int i = 0; i < mean.length; i++) {
            double step = values[i] - mean[i];
            mean[i] += step / count;
            squares[i] += step * (values[i] - mean[i]);
        }
    }

    int count() {
        return count;
    }

    List<Double> mean() {
        return Arrays.stream(mean).boxed().toList();
    }

    /** The standard deviation of the sample (divided by n − 1); 0 for fewer than two vectors. */
    List<Double> deviation() {
        double divisor = Math.max(count - 1, 1);
        return DoubleStream.of(squares)
                .map(sum -> Math.sqrt(sum / divisor))
                .boxed()
                .toList();
    }
}
