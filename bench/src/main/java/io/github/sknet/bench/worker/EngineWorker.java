package io.github.sknet.bench.worker;

import io.github.sknet.engine.Engine;
import io.github.sknet.engine.Engines;
import io.github.sknet.engine.Predictor;
import io.github.sknet.graph.Graph;
import io.github.sknet.onnx.OnnxEngine;
import io.github.sknet.onnx.OnnxOptions;
import io.github.sknet.weights.Tensor;
import java.io.IOException;

/** The process of a contender that is an {@link Engine}. Arguments: engine, workload, size, batch, threads. */
public final class EngineWorker {

    /** ONNX Runtime on a graph written as torch.onnx exports the seed article's code: stack, sum, mul, sum. */
    public static final String ARTICLE_STYLE = "onnx-article";

    private EngineWorker() {}

    public static void main(String[] arguments) throws IOException {
        TurnTaking turns = new TurnTaking();
        Workload workload = new Workload(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        try (Subject subject = predicting(engine(arguments[0]), workload, Integer.parseInt(arguments[4]))) {
            subject.run();
            turns.serve(subject);
        }
    }

    private static Engine engine(String name) {
        return name.equals(ARTICLE_STYLE) ? new OnnxEngine(OnnxOptions.Selection.STACKED) : Engines.named(name);
    }

    private static Subject predicting(Engine engine, Workload workload, int threads) {
        Graph graph = workload.graph();
        Tensor input = workload.input(graph);
        Predictor predictor = engine.load(graph, workload.weights(graph), threads);
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
