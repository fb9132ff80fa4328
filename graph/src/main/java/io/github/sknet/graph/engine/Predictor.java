package io.github.sknet.graph.engine;

import io.github.sknet.graph.weights.Tensor;

/** A network ready for prediction. Safe for use by several threads; one of them may close it while others predict. */
public interface Predictor extends AutoCloseable {

    /**
     * Computes all outputs.
     *
     * @param input (N, C, H, W); any N, H and W that the network can take
     * @param attention whether the attention of each selection is wanted as well
     * @throws IllegalArgumentException when the shape does not fit the network
     * @throws IllegalStateException when the predictor is closed
     */
    Prediction predict(Tensor input, boolean attention);

    /**
     * Computes all outputs from images as they are stored: the same as for {@link Pixels#toTensor}, which an engine need not make.
     *
     * @param attention whether the attention of each selection is wanted as well
     * @throws IllegalArgumentException when channels or size do not fit the network
     * @throws IllegalStateException when the predictor is closed
     */
    default Prediction predict(Pixels images, boolean attention) {
        return predict(images.toTensor(), attention);
    }

    /** Waits for the predictions under way and frees what they used. A second call does nothing. */
    @Override
    void close();
}
