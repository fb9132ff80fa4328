package io.github.sknet.conformance.reference;

import io.github.sknet.graph.weights.Tensor;
import java.util.List;

/**
 * Doubles with a shape, in row-major order.
 *
 * @param shape the axes
 * @param values as many as the shape says
 */
public record DoubleTensor(List<Integer> shape, double[] values) {

    public DoubleTensor {
        shape = List.copyOf(shape);
        if (Tensor.elements(shape) != values.length) {
            throw new IllegalArgumentException("A tensor of shape " + shape + " holds " + Tensor.elements(shape)
                    + " values, not " + values.length);
        }
    }

    /** The nearest floats. */
    public Tensor toFloat() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(shape, floats);
    }
}
