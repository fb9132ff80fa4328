package io.github.sknet.train.engine;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.engine.TrainingProbe;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.TorchRuntime;
import java.util.Optional;

/** The engine {@code torch}: libtorch on the processor, channels-last. */
public final class TorchEngine implements Engine {

    @Override
    public String name() {
        return "torch";
    }

    /**
     * {@inheritDoc}
     *
     * <p>libtorch has one pool of threads a process: the last network loaded decides its size.
     */
    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads);
        }
        TorchRuntime.start(threads);
        return new TorchPredictor(new GraphModule(graph, weights));
    }

    @Override
    public Optional<TrainingProbe> trainingProbe() {
        return Optional.of(TorchTrainingProbe::run);
    }
}
