package io.github.sknet.bench.worker;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;

/** The process of an {@link Engine}. Arguments: engine, safetensors file, workload, size, batch, threads. */
public final class EngineWorker {

    private EngineWorker() {}

    public static void main(String[] arguments) throws IOException {
        TurnTaking turns = new TurnTaking();
        Engine engine = Engines.named(arguments[0]);
        Workload workload = new Workload(arguments[2], Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        Graph graph = workload.graph();
        Weights weights = new Weights(Safetensors.read(Path.of(arguments[1])).tensors());
        Predictor predictor = engine.load(graph, weights, Integer.parseInt(arguments[5]));
        try (Subject subject = predicting(predictor, workload.input(graph))) {
            subject.run();
            turns.serve(subject);
        }
    }

    private static Subject predicting(Predictor predictor, Tensor input) {
        return new Subject() {
            @Override
            public void run() {
                predictor.predict(input, false);
            }

            @Override
            public void close() {
                predictor.close();
            }
        };
    }
}
