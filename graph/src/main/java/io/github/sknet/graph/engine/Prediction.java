package io.github.sknet.graph.engine;

import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network said.
 *
 * @param outputs by output name, in the graph's order
 * @param attention by the name of the {@code Select} node, in the graph's order, each (N, M, C) or (N, M, H,
 *     W); empty where not asked for
 */
public record Prediction(Map<String, Tensor> outputs, Map<String, Tensor> attention) {

    public Prediction {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        attention = Collections.unmodifiableMap(new LinkedHashMap<>(attention));
    }

    /** The first output. */
    public Tensor output() {
        return outputs.values().iterator().next();
    }

    /**
     * The same, of numbers alone.
     *
     * @param where what the sentence adds of the input, such as {@code " in the batch of cat.jpg"}; empty where nothing is known
     * @throws NotANumberException when an output or an attention holds NaN or an infinity
     */
    public Prediction requireNumbers(String where) {
        outputs.forEach((name, tensor) -> requireNumbers("output '" + name, tensor, where));
        attention.forEach((name, tensor) -> requireNumbers("attention '" + name, tensor, where));
        return this;
    }

    private static void requireNumbers(String name, Tensor tensor, String where) {
        if (!tensor.isFinite()) {
            throw new NotANumberException("The model's " + name + "' holds NaN or an infinity" + where
                    + ": its weights, or how images are prepared for it, are of no use");
        }
    }
}
