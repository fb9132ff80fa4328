package io.github.sknet.checkpoint.caffe;

import java.util.Arrays;

/** Floats that come in parts. */
final class FloatList {

    private float[] values = new float[0];
    private int size;

    /** Takes memory for as many more. */
    void reserve(int more) {
        if (more > values.length - size) {
            values = Arrays.copyOf(values, Math.addExact(size, more));
        }
    }

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(16, Math.multiplyExact(size, 2)));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    float[] toArray() {
        return size == values.length ? values : Arrays.copyOf(values, size);
    }
}
