package io.github.sknet.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;

/**
 * What the models of all tasks are made of.
 *
 * @param graph the network
 * @param outputs of which of its outputs answers are made
 * @param labels the classes
 * @param preprocessing the input's size, and how images become it
 * @param predictor the network in an engine
 * @param <O> the outputs of its task
 */
public record LoadedModel<O extends TaskOutputs>(
        Graph graph, O outputs, Labels labels, Preprocessing preprocessing, Predictor predictor)
        implements AutoCloseable {

    public LoadedModel {
        if (graph.inputChannels() != preprocessing.channels()) {
            throw new UnsuitableModelException(
                    "The network takes images of " + Counted.of(graph.inputChannels(), "channel")
                            + ", but its preprocessing makes " + preprocessing.channels());
        }
    }

    /**
     * The network's outputs for images, to be answered by.
     *
     * @throws NotANumberException when one holds NaN or an infinity
     */
    public Prediction answer(Pixels images, boolean attention) {
        return predictor.predict(images, attention).requireNumbers("");
    }

    /** The network's outputs for inputs (N, C, H, W). */
    public Prediction compute(Tensor inputs) {
        return predictor.predict(inputs, false);
    }

    @Override
    public void close() {
        predictor.close();
    }
}
