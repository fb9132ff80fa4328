package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.function.Function;

/**
 * One forward pass.
 *
 * @param parameters by full name
 * @param training whether batch statistics and dropout apply
 * @param attention receives (N, M, C) or (N, M, H, W) by Select node; null where nobody asked
 */
record Pass(Function<String, NDArray> parameters, boolean training, Map<String, NDArray> attention) {

    NDArray parameter(String name) {
        return parameters.apply(name);
    }

    /** A parameter, or {@code null} where the operation has none. */
    NDArray optional(String name, boolean present) {
        return present ? parameter(name) : null;
    }
}
