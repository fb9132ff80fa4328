package io.github.sknet.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.transform.Preprocessing;

/**
 * What the models of all tasks are made of.
 *
 * @param graph the network
 * @param labels the classes
 * @param preprocessing the input's size, and how images become it
 * @param predictor the network in an engine
 */
public record LoadedModel(Graph graph, Labels labels, Preprocessing preprocessing, Predictor predictor)
        implements AutoCloseable {

    public LoadedModel {
        if (graph.inputChannels() != preprocessing.channels()) {
            throw new UnsuitableModelException("The network takes images of " + graph.inputChannels()
                    + " channels, but its preprocessing makes " + preprocessing.channels());
        }
    }

    /** Puts a model in memory into an engine. */
    public static LoadedModel of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        Engine chosen = Engines.named(engine);
        return new LoadedModel(
                model.graph(),
                Labels.of(model.labels(), model.architecture().classes()),
                preprocessing,
                chosen.load(model.graph(), model.weights(), threads));
    }

    /** The network's outputs for inputs (N, C, H, W). */
    public Prediction outputs(Tensor inputs) {
        return predictor.predict(inputs, false);
    }

    @Override
    public void close() {
        predictor.close();
    }
}
