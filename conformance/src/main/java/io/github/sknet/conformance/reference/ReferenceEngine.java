package io.github.sknet.conformance.reference;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reference where an engine is asked for: its numbers, rounded to float. */
public final class ReferenceEngine implements Engine {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        return new Predictor() {
            @Override
            public Prediction predict(Tensor input, boolean attention) {
                Reference reference = Reference.compute(graph, weights, input);
                return new Prediction(
                        toFloat(reference.outputs()), attention ? toFloat(reference.attention()) : Map.of());
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private static Map<String, Tensor> toFloat(Map<String, DoubleTensor> tensors) {
        Map<String, Tensor> floats = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> floats.put(name, tensor.toFloat()));
        return floats;
    }
}
