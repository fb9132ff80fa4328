package io.github.sknet.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;

/** The engine {@code java}, which takes images as they are and no planes. */
public final class PixelsOnlyEngine implements Engine {
    static final String NAME = "pixels-only";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        Predictor own = Engines.named(VisionModels.DEFAULT_ENGINE).load(graph, weights, threads);
        return new Predictor() {
            @Override
            public Prediction predict(Tensor input, boolean attention) {
                throw new AssertionError("an image was turned to planes of " + input.shape());
            }

            @Override
            public Prediction predict(Pixels images, boolean attention) {
                return own.predict(images, attention);
            }

            @Override
            public void close() {
                own.close();
            }
        };
    }
}
