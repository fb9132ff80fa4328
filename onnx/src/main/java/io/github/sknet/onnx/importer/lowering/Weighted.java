package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.model.Constant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Weights as operations take them. */
final class Weighted {

    private Weighted() {}

    static Tensor tensor(Constant constant) {
        return new Tensor(constant.shape(), constant.asFloats());
    }

    /** A weight and, where there is one, a bias. */
    static Map<String, Tensor> parameters(Tensor weight, Optional<Tensor> bias) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("weight", weight);
        bias.ifPresent(values -> parameters.put("bias", values));
        return parameters;
    }

    /**
     * A value for each channel, of a constant that has one for each or one for all.
     *
     * @throws IllegalArgumentException when it has another number
     */
    static float[] perChannel(Constant constant, int channels, String what) {
        float[] values = constant.asFloats();
        if (values.length == channels) {
            return values;
        }
        if (values.length != 1) {
            throw new IllegalArgumentException(
                    "its " + what + " has " + values.length + " values for " + channels + " channels");
        }
        float[] repeated = new float[channels];
        Arrays.fill(repeated, values[0]);
        return repeated;
    }

    static Tensor vector(float[] values) {
        return new Tensor(List.of(values.length), values);
    }

    /** A matrix with rows and columns exchanged. */
    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[j * rows + i] = matrix[i * columns + j];
            }
        }
        return result;
    }

    /** A matrix whose column {@code order[j]} is the given one's column j. */
    static float[] columnsTo(float[] matrix, int rows, List<Integer> order) {
        int columns = order.size();
        float[] result = new float[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[i * columns + order.get(j)] = matrix[i * columns + j];
            }
        }
        return result;
    }

    static float[] scaled(float[] values, float factor) {
        if (factor == 1) {
            return values;
        }
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] * factor;
        }
        return result;
    }

    static boolean isNatural(List<Integer> order) {
        List<Integer> natural = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            natural.add(i);
        }
        return natural.equals(order);
    }
}
