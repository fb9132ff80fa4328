package io.github.sknet.serve.v2;

import io.github.sknet.graph.weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * An input tensor of a request, as it was sent: nothing in it has been compared with anything yet.
 *
 * @param name of the input
 * @param datatype the protocol's name of it
 * @param shape the axes
 * @param binarySize how many bytes it has behind the JSON; below 0 where its numbers are in the JSON
 * @param numbers those in the JSON, as one row; none where it is binary
 */
record InferInput(String name, String datatype, List<Long> shape, long binarySize, float[] numbers) {

    boolean isBinary() {
        return binarySize >= 0;
    }

    /**
     * The numbers behind the JSON.
     *
     * @param bytes from where this tensor's begin; moved behind them
     * @throws IllegalArgumentException when there are fewer than were announced
     */
    InferInput withBinary(ByteBuffer bytes) {
        if (binarySize > bytes.remaining() || binarySize % Float.BYTES != 0) {
            throw new IllegalArgumentException("The input '" + name + "' should have " + binarySize
                    + " bytes behind the JSON, in whole floats, and " + bytes.remaining() + " are left");
        }
        float[] values = new float[(int) binarySize / Float.BYTES];
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        bytes.position(bytes.position() + (int) binarySize);
        return new InferInput(name, datatype, shape, -1, values);
    }

    /**
     * The tensor.
     *
     * @param wanted the axes that a model wants behind the first, which is free
     * @throws IllegalArgumentException when shape, type or numbers are not what the model wants
     */
    Tensor tensor(List<Integer> wanted) {
        if (!datatype.equals(Datatype.FP32)) {
            throw new IllegalArgumentException(
                    "The input '" + name + "' must be of " + Datatype.FP32 + ", the floats that the model takes");
        }
        List<Long> axes = wanted.stream().map(Integer::longValue).toList();
        boolean fits = shape.size() == axes.size() + 1
                && shape.get(0) > 0
                && shape.get(0) <= Integer.MAX_VALUE
                && shape.subList(1, shape.size()).equals(axes);
        if (!fits) {
            throw new IllegalArgumentException("The input '" + name + "' must have the shape (N, "
                    + String.join(", ", wanted.stream().map(String::valueOf).toList()) + ") with N of at least 1");
        }
        long each = Tensor.elements(wanted);
        if (numbers.length % each != 0 || numbers.length / each != shape.get(0)) {
            throw new IllegalArgumentException("The input '" + name + "' has " + numbers.length
                    + " numbers, and its shape says " + shape.get(0) + " times " + each);
        }
        int rows = shape.get(0).intValue();
        Integer[] sizes = new Integer[wanted.size() + 1];
        Arrays.setAll(sizes, axis -> axis == 0 ? rows : wanted.get(axis - 1));
        Tensor tensor = new Tensor(List.of(sizes), numbers);
        if (!tensor.isFinite()) {
            throw new IllegalArgumentException("The input '" + name + "' holds NaN or an infinity");
        }
        return tensor;
    }
}
