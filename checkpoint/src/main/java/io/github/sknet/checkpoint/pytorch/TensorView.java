package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.Tensor;
import java.util.List;

/**
 * A tensor of a checkpoint: element (i₀, i₁ …) is the storage's element offset + Σ iₐ·strideₐ.
 *
 * @param storage where the numbers are
 * @param offset in elements
 * @param shape the axes
 * @param strides in elements, one an axis
 */
record TensorView(Storage storage, long offset, List<Integer> shape, List<Long> strides) implements PickledTensor {

    TensorView {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
        if (shape.size() != strides.size()) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " has the strides " + strides);
        }
        if (offset < 0 || strides.stream().anyMatch(stride -> stride < 0)) {
            throw new IllegalArgumentException("a tensor has the offset " + offset + " and the strides " + strides);
        }
        if (elements(shape) > 0 && last(offset, shape, strides) >= storage.elements()) {
            throw new IllegalArgumentException("a tensor of shape " + shape + ", strides " + strides + " and offset "
                    + offset + " reaches beyond its storage of " + storage.elements() + " elements");
        }
    }

    private static long last(long offset, List<Integer> shape, List<Long> strides) {
        long last = offset;
        for (int axis = 0; axis < shape.size(); axis++) {
            last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1L, strides.get(axis)));
        }
        return last;
    }

    private static long elements(List<Integer> shape) {
        return shape.contains(0) ? 0 : Tensor.elements(shape);
    }

    long elements() {
        return elements(shape);
    }

    /** The tensor in row-major order; shares the storage's array where it is all of it and in order. */
    Tensor toTensor(float[] stored) {
        boolean whole = offset == 0 && elements() == stored.length && isRowMajor();
        return new Tensor(shape, whole ? stored : gather(stored));
    }

    private boolean isRowMajor() {
        long expected = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            if (shape.get(axis) != 1 && strides.get(axis) != expected) {
                return false;
            }
            expected *= shape.get(axis);
        }
        return true;
    }

    private float[] gather(float[] stored) {
        float[] values = new float[Math.toIntExact(elements())];
        int[] index = new int[shape.size()];
        long position = offset;
        for (int i = 0; i < values.length; i++) {
            values[i] = stored[(int) position];
            for (int axis = index.length - 1; axis >= 0; axis--) {
                position += strides.get(axis);
                if (++index[axis] < shape.get(axis)) {
                    break;
                }
                position -= strides.get(axis) * shape.get(axis);
                index[axis] = 0;
            }
        }
        return values;
    }
}
