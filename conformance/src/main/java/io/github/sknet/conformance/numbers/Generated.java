package io.github.sknet.conformance.numbers;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.ParameterSpec.Role;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors made from their names. With u the {@linkplain UniformStream stream} of the parameter's name, in row-major order and
 * in floats: a weight is u·√(3 / fan_in), where fan_in is the product of its axes after the first; biases, BatchNorm's bias and
 * mean are 0.1·u, its weight 1 + 0.2·u, its variance 1 + 0.5·u. So no value is idle, and a signal neither fades nor grows.
 */
public final class Generated {

    private Generated() {}

    /** The stream of the given name itself. */
    public static Tensor tensor(String name, List<Integer> shape) {
        return new Tensor(shape, new UniformStream(name).next(Math.toIntExact(Tensor.elements(shape))));
    }

    /** The parameter or buffer of the given full name. */
    public static Tensor parameter(String name, List<Integer> shape, Role role) {
        Tensor tensor = tensor(name, shape);
        float[] values = tensor.values();
        float offset = role == Role.BN_WEIGHT || role == Role.BN_VAR ? 1 : 0;
        float scale = switch (role) {
            case WEIGHT -> (float) Math.sqrt(3.0 / Tensor.elements(shape.subList(1, shape.size())));
            case BIAS, BN_BIAS, BN_MEAN -> 0.1f;
            case BN_WEIGHT -> 0.2f;
            case BN_VAR -> 0.5f;
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = offset + scale * values[i];
        }
        return tensor;
    }

    /** All parameters and buffers of a graph. */
    public static Weights weights(Graph graph) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters().forEach((name, spec) -> tensors.put(name, parameter(name, spec)));
        return new Weights(tensors);
    }

    /** A scale is near what it starts at: a layer scale is small, and what it scales adds little to the sum that it meets. */
    private static Tensor parameter(String name, ParameterSpec spec) {
        Tensor tensor = parameter(name, spec.shape(), spec.role());
        if (spec.role() == Role.BN_WEIGHT
                && spec.init().kind() == Init.Kind.CONSTANT
                && spec.init().value() != 0) {
            float[] values = tensor.values();
            for (int i = 0; i < values.length; i++) {
                values[i] *= spec.init().value();
            }
        }
        return tensor;
    }
}
