package io.github.sknet.conformance.comparison;

import io.github.sknet.conformance.reference.DoubleTensor;
import io.github.sknet.graph.weights.Tensor;
import java.util.List;

/**
 * How far numbers are from those expected. Tensors are compared value by value, and the largest difference is taken relative to
 * the largest magnitude that was expected.
 */
public final class Comparison {

    private Comparison() {}

    /**
     * The error of a tensor.
     *
     * @param what named where the shapes differ
     * @throws IllegalArgumentException when the shapes differ
     */
    public static double error(String what, DoubleTensor expected, Tensor actual) {
        requireShape(what, expected.shape(), actual.shape());
        return error(expected.values(), actual.values());
    }

    /**
     * The error of a tensor's values; NaN where one of them is.
     *
     * @param expected all values, or the first ones
     * @throws IllegalArgumentException when there are fewer values than expected
     */
    public static double error(double[] expected, float[] actual) {
        if (expected.length > actual.length) {
            throw new IllegalArgumentException("The engine gave " + actual.length + " values, not " + expected.length);
        }
        double magnitude = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
            // Math.max hands a NaN on.
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        return relative(0, difference, magnitude);
    }

    /** The difference of two numbers by the given scale; 0 where there is none, whatever the scale. */
    public static double relative(double expected, double actual, double scale) {
        double difference = Math.abs(actual - expected);
        return difference == 0 ? 0 : difference / scale;
    }

    /**
     * Refuses another shape than the one expected.
     *
     * @param what named in the error
     * @throws IllegalArgumentException when the shapes differ
     */
    public static void requireShape(String what, List<Integer> expected, List<Integer> actual) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException("The " + what + " has the shape " + actual + ", not " + expected);
        }
    }
}
