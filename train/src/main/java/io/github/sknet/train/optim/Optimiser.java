package io.github.sknet.train.optim;

import io.github.sknet.graph.weights.Tensor;
import java.util.Map;

/** Changes parameters along their gradients. What it remembers can be saved and brought back, bit for bit. */
public interface Optimiser extends AutoCloseable {

    /** One update; the gradients are used up. */
    void step(double learningRate);

    /** What it remembers, by name. */
    Map<String, Tensor> state();

    /**
     * Goes on from what {@link #state()} gave.
     *
     * @throws IllegalArgumentException when it is that of another optimiser or network
     */
    void restore(Map<String, Tensor> state);

    @Override
    void close();
}
