package io.github.sknet.runtime.program;

import io.github.sknet.graph.ConvTranspose2d;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What transposed convolutions' weights become as those of convolutions: made once, so that programs for other sizes of the input point
 * at the same arrays, and packed weights are found again. Safe for use by threads.
 */
public final class TransposedWeights {

    private final Map<Key, float[]> weights = new ConcurrentHashMap<>();

    /**
     * Whose and which.
     *
     * @param parameters the name under which the weights are kept
     */
    private record Key(String parameters, List<Integer> rows, List<Integer> columns) {}

    float[] get(String parameters, TransposedPart part, ConvTranspose2d op, float[] weight) {
        Key key = new Key(parameters, part.rows().taps(), part.columns().taps());
        return weights.computeIfAbsent(key, made -> part.weights(op, weight));
    }
}
