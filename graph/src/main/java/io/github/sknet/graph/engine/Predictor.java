package io.github.sknet.graph.engine;

import io.github.sknet.graph.weights.Tensor;

/** A network ready for prediction. Safe for use by several threads; closing it frees what it holds. */
public interface Predictor extends AutoCloseable {

    /**
     * Computes all outputs.
     *
     * @param input (N, C, H, W); any N, H and W that the network can take
     * @param attention whether the attention of each selection is wanted as well
     * @throws IllegalArgumentException when the shape does not fit the network
     */
    Prediction predict(Tensor input, boolean attention);

    @Override
    void close();
}
