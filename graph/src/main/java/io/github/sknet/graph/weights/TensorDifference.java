package io.github.sknet.graph.weights;

/**
 * How far the values of a tensor are from those of another.
 *
 * @param largest the largest difference of a value; NaN where one of the values is
 * @param magnitude the largest magnitude that was expected; NaN where one of the values is
 */
public record TensorDifference(double largest, double magnitude) {

    /** Of no values. */
    public static final TensorDifference NONE = new TensorDifference(0, 0);

    /**
     * Compares value by value.
     *
     * @throws IllegalArgumentException when there are not as many
     */
    public static TensorDifference between(Tensor expected, Tensor found) {
        float[] wanted = expected.values();
        float[] given = found.values();
        if (wanted.length != given.length) {
            throw new IllegalArgumentException(found + " has not as many values as " + expected);
        }
        double largest = 0;
        double magnitude = 0;
        for (int i = 0; i < wanted.length; i++) {
            // Math.max hands a NaN on.
            largest = Math.max(largest, Math.abs((double) wanted[i] - given[i]));
            magnitude = Math.max(magnitude, Math.abs(wanted[i]));
        }
        return new TensorDifference(largest, magnitude);
    }

    /** That of this and further values. */
    public TensorDifference and(TensorDifference further) {
        return new TensorDifference(Math.max(largest, further.largest), Math.max(magnitude, further.magnitude));
    }

    /** The difference in units of the largest magnitude; 0 where there is none. */
    public double relative() {
        return largest == 0 ? 0 : largest / magnitude;
    }

    /** Whether it is no more than a share of the largest magnitude; never with a NaN. */
    public boolean isWithin(double share) {
        return largest <= share * magnitude;
    }
}
