package io.github.sknet.onnx.importer;

import io.github.sknet.graph.weights.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How an ONNX file has the values that are (N, C, H, W) or (N, C) here. */
public enum ValueLayout {

    /** In the same order, perhaps with other axes: (N, C, 1, 1), (N, C, H·W). */
    CHANNELS_FIRST,

    /** (N, H, W, C). */
    CHANNELS_LAST;

    /**
     * A value of this project as the file has it.
     *
     * @param tensor (N, C, H, W) or (N, C)
     */
    public Tensor toFile(Tensor tensor) {
        return this == CHANNELS_FIRST || tensor.shape().size() < 4 ? tensor : permuted(tensor, List.of(0, 2, 3, 1));
    }

    /**
     * A value of the file as this project has it.
     *
     * @param tensor (N, C, H, W) or (N, H, W, C); axes that are missing at the end have one position
     */
    public Tensor fromFile(Tensor tensor) {
        List<Integer> shape = new ArrayList<>(tensor.shape());
        shape.addAll(Collections.nCopies(Math.max(0, 4 - shape.size()), 1));
        Tensor full = tensor.reshape(shape);
        return this == CHANNELS_FIRST ? full : permuted(full, List.of(0, 3, 1, 2));
    }

    private static Tensor permuted(Tensor tensor, List<Integer> order) {
        List<Integer> shape = order.stream().map(tensor::size).toList();
        int[] strides = new int[4];
        int stride = 1;
        for (int axis = 3; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= tensor.size(axis);
        }
        float[] values = new float[tensor.values().length];
        int next = 0;
        for (int a = 0; a < shape.get(0); a++) {
            for (int b = 0; b < shape.get(1); b++) {
                for (int c = 0; c < shape.get(2); c++) {
                    for (int d = 0; d < shape.get(3); d++) {
                        values[next++] = tensor.values()[
                                a * strides[order.get(0)]
                                        + b * strides[order.get(1)]
                                        + c * strides[order.get(2)]
                                        + d * strides[order.get(3)]];
                    }
                }
            }
        }
        return new Tensor(shape, values);
    }
}
