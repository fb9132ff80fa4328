package io.github.sknet.serve.v2;

import java.util.Arrays;

/** Floats of which nobody knows how many will come. */
final class FloatArray {

    private float[] values = new float[1024];
    private int size;

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
