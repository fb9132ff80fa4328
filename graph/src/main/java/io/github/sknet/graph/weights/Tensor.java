package io.github.sknet.graph.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Floats with a shape, in row-major order: the last axis varies fastest. The array is not copied: whoever makes a tensor
 * hands it over.
 *
 * @param shape the axes; empty for a single value
 * @param values as many as the shape says
 */
public record Tensor(List<Integer> shape, float[] values) {

    public Tensor {
        shape = List.copyOf(shape);
        if (elements(shape) != values.length) {
            throw new IllegalArgumentException(
                    "A tensor of shape " + shape + " holds " + elements(shape) + " values, not " + values.length);
        }
    }

    public static Tensor of(float[] values, Integer... shape) {
        return new Tensor(List.of(shape), values);
    }

    /** Zeros. */
    public static Tensor zeros(List<Integer> shape) {
        return new Tensor(shape, new float[Math.toIntExact(elements(shape))]);
    }

    /** Standard normal values; the same for the same seed, on every machine. */
    public static Tensor gaussian(List<Integer> shape, long seed) {
        Tensor tensor = zeros(shape);
        Random random = new Random(seed);
        for (int i = 0; i < tensor.values.length; i++) {
            tensor.values[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    /** The number of values of a shape. */
    public static long elements(List<Integer> shape) {
        long elements = 1;
        for (int extent : shape) {
            elements = Math.multiplyExact(elements, extent);
        }
        return elements;
    }

    /** The extent of an axis. */
    public int size(int axis) {
        return shape.get(axis);
    }

    /** Whether every value is a number: none is NaN or infinite. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** The same values under another shape of as many values. */
    public Tensor reshape(List<Integer> shape) {
        return new Tensor(shape, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
