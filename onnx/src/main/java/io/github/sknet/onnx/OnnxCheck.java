package io.github.sknet.onnx;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Compares an exported model in ONNX Runtime with what another engine computes of the same network. */
final class OnnxCheck {

    /** Of the largest magnitude in an output: float rounding in deep networks stays well below, mistakes do not. */
    private static final double TOLERANCE = 1e-4;

    private static final int BATCH = 2;

    private OnnxCheck() {}

    /**
     * Compares all outputs, attention included, for one random input of two images.
     *
     * @param model the exported bytes
     * @param size the images' height and width
     * @throws IllegalStateException saying which output differs and by how much
     * @throws NotANumberException when the network's own outputs are none, which nothing can be compared with
     */
    static void compare(byte[] model, Graph graph, Weights weights, Engine reference, Size size) {
        Tensor input = Tensor.zeros(List.of(BATCH, graph.inputChannels(), size.height(), size.width()));
        Random random = new Random(0);
        for (int i = 0; i < input.values().length; i++) {
            input.values()[i] = (float) random.nextGaussian();
        }
        try (OnnxSession session = OnnxSession.open(model, 1);
                Predictor predictor = reference.load(graph, weights, 1)) {
            Map<String, Tensor> found = session.run(input);
            boolean attention = found.size() > graph.outputs().size();
            Prediction expected = predictor.predict(input, attention).requireNumbers(" for a random input");
            expected.outputs().forEach((name, tensor) -> compare(name, tensor, found.get(name), reference));
            expected.attention().forEach((name, tensor) -> compare(name, tensor, found.get(name), reference));
        }
    }

    private static void compare(String name, Tensor expected, Tensor found, Engine reference) {
        if (!expected.shape().equals(found.shape())) {
            throw new IllegalStateException("The exported model's output '" + name + "' has the shape "
                    + found.shape() + " in ONNX Runtime, but " + expected.shape() + " in the engine "
                    + reference.name());
        }
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.values().length; i++) {
            largest = Math.max(largest, Math.abs(expected.values()[i]));
            double error = Math.abs(expected.values()[i] - found.values()[i]);
            // Not Math.max alone: a NaN must not pass.
            worst = error <= worst ? worst : error;
        }
        if (!(worst <= TOLERANCE * largest)) {
            throw new IllegalStateException("The exported model's output '" + name + "' differs by " + worst
                    + " (largest value " + largest + ") between ONNX Runtime and the engine " + reference.name());
        }
    }
}
