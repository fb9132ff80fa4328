package io.github.sknet.bench.worker;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/** The process of an {@link Engine}. Arguments: engine, safetensors file, workload, height, width, batch, threads. */
public final class EngineWorker {

    private EngineWorker() {}

    public static void main(String[] arguments) throws IOException {
        TurnTaking turns = new TurnTaking();
        Engine engine = Engines.named(arguments[0]);
        Size size = new Size(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        Workload workload = new Workload(arguments[2], size, Integer.parseInt(arguments[5]));
        Workload.Network network = workload.network(Path.of(arguments[1]));
        Predictor predictor = engine.load(network.graph(), network.weights(), Integer.parseInt(arguments[6]));
        try (Subject subject = predicting(predictor, workload.input(network.graph()))) {
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
