package io.github.sknet.graph.engine;

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
}
