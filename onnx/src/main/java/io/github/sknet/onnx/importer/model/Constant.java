package io.github.sknet.onnx.importer.model;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor whose values are in the file, row by row: floats, or whole numbers (sizes, axes, indices, conditions).
 *
 * @param shape the axes; empty for a single value
 * @param floats the values, or null where they are whole numbers
 * @param longs the values, or null where they are floats
 */
public record Constant(List<Integer> shape, float[] floats, long[] longs) {

    /** The longest array that every JVM can make. */
    public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    public Constant {
        shape = List.copyOf(shape);
        int length = floats == null ? longs.length : floats.length;
        if (elements(shape) != length) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " holds " + elements(shape) + " values, not " + length);
        }
    }

    public static Constant of(List<Integer> shape, float[] floats) {
        return new Constant(shape, floats, null);
    }

    public static Constant of(List<Integer> shape, long[] longs) {
        return new Constant(shape, null, longs);
    }

    public static Constant vector(long... longs) {
        return of(List.of(longs.length), longs);
    }

    /**
     * The number of values of a shape.
     *
     * @throws IllegalArgumentException when an axis is negative, or there are more values than fit one array
     */
    public static int elements(List<Integer> shape) {
        long elements = 1;
        for (int axis : shape) {
            if (axis < 0) {
                throw new IllegalArgumentException("a tensor of shape " + shape + " has a negative axis");
            }
            elements *= axis;
            if (elements > MAX_ELEMENTS) {
                throw new IllegalArgumentException(
                        "a tensor of shape " + shape + " has more values than fit one array");
            }
        }
        return (int) elements;
    }

    /** Whether the values are whole numbers. */
    public boolean whole() {
        return floats == null;
    }

    public int rank() {
        return shape.size();
    }

    /** The number of values. */
    public int size() {
        return whole() ? longs.length : floats.length;
    }

    /** The value at a position in the row-major order. */
    public double at(int index) {
        return whole() ? longs[index] : floats[index];
    }

    /**
     * The only value.
     *
     * @throws IllegalArgumentException when there are none or several
     */
    public double single() {
        if (size() != 1) {
            throw new IllegalArgumentException("one value is needed, not a tensor of shape " + shape);
        }
        return at(0);
    }

    /**
     * The values as whole numbers.
     *
     * @throws IllegalArgumentException when they are floats
     */
    public long[] wholes() {
        if (!whole()) {
            throw new IllegalArgumentException("whole numbers are needed, not floats");
        }
        return longs;
    }

    /** The values as floats; a copy where they are whole numbers. */
    public float[] asFloats() {
        if (!whole()) {
            return floats;
        }
        float[] values = new float[longs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = longs[i];
        }
        return values;
    }

    /** The same values under another shape of as many. */
    public Constant reshape(List<Integer> shape) {
        return new Constant(shape, floats, longs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constant that
                && shape.equals(that.shape)
                && Arrays.equals(floats, that.floats)
                && Arrays.equals(longs, that.longs);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * shape.hashCode() + Arrays.hashCode(floats)) + Arrays.hashCode(longs);
    }

    @Override
    public String toString() {
        return (whole() ? "whole" : "float") + shape;
    }
}
