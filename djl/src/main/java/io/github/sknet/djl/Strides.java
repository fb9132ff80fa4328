package io.github.sknet.djl;

import ai.djl.ndarray.types.Shape;

/** How elements of arrays in row-major order are reached: how far neighbours along each axis are from each other, in elements. */
final class Strides {

    private Strides() {}

    /** The strides of an array. */
    static long[] of(Shape shape) {
        long[] strides = new long[shape.dimension()];
        long stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.get(axis);
        }
        return strides;
    }

    /**
     * The elements that a walk in row-major order comes to.
     *
     * @param extents how many along each axis
     * @param offset the first
     */
    static long[] walk(Shape extents, long offset, long[] strides) {
        long[] elements = new long[Math.toIntExact(extents.size())];
        long[] at = new long[strides.length];
        long element = offset;
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element;
            int axis = at.length - 1;
            while (axis >= 0 && ++at[axis] == extents.get(axis)) {
                element -= (extents.get(axis) - 1) * strides[axis];
                at[axis] = 0;
                axis--;
            }
            if (axis >= 0) {
                element += strides[axis];
            }
        }
        return elements;
    }

    /**
     * The shape in which two arrays meet: from the last axis on each is as long in both, or 1 in one of them.
     *
     * @throws IllegalArgumentException when they do not meet
     */
    static Shape broadcast(Shape a, Shape b) {
        long[] common = new long[Math.max(a.dimension(), b.dimension())];
        for (int back = 1; back <= common.length; back++) {
            long ofA = back <= a.dimension() ? a.get(a.dimension() - back) : 1;
            long ofB = back <= b.dimension() ? b.get(b.dimension() - back) : 1;
            if (ofA != ofB && ofA != 1 && ofB != 1) {
                throw new IllegalArgumentException("Arrays of shapes " + a + " and " + b + " do not fit each other");
            }
            common[common.length - back] = ofA == 1 ? ofB : ofA;
        }
        return new Shape(common);
    }

    /** The strides of an array as part of a larger one, where its axes of 1 are repeated. */
    static long[] repeated(Shape shape, Shape common) {
        long[] own = of(shape);
        long[] strides = new long[common.dimension()];
        int missing = strides.length - own.length;
        for (int axis = 0; axis < own.length; axis++) {
            strides[missing + axis] = shape.get(axis) == 1 ? 0 : own[axis];
        }
        return strides;
    }
}
