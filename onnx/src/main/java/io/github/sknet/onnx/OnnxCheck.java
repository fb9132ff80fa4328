package io.github.sknet.onnx;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.TensorDifference;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares an exported model in ONNX Runtime with what another engine computes of the same network. */
final class OnnxCheck {

    /** Of the largest magnitude in an output: float rounding in deep networks stays well below, mistakes do not. */
    private static final double TOLERANCE = 1e-4;

    private static final int BATCH = 2;

    /** Two objects may be as sure, or overlap just as much as they may: which one stays is a matter of the last bit. */
    private static final double SAME_OBJECTS = 0.98;

    /** How far edges of boxes may be apart. */
    private static final double PIXELS = 0.01;

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
        Tensor input = input(graph, size);
        RuntimeLibrary.require();
        try (OnnxSession session = OnnxSession.open(model, 1);
                Predictor predictor = reference.load(graph, weights, 1)) {
            Map<String, Tensor> found = session.run(input);
            boolean attention = found.size() > graph.outputs().size();
            Prediction expected = predictor.predict(input, attention).requireNumbers(" for a random input");
            expected.outputs().forEach((name, tensor) -> compare(name, tensor, found.get(name), reference));
            expected.attention().forEach((name, tensor) -> compare(name, tensor, found.get(name), reference));
        }
    }

    private static Tensor input(Graph graph, Size size) {
        return Tensor.gaussian(List.of(BATCH, graph.inputChannels(), size.height(), size.width()), 0);
    }

    /**
     * Compares the objects that a file makes of the network's outputs with those of a decoding, for the same input.
     *
     * @param model the exported bytes, with the network's outputs and the objects
     * @throws IllegalStateException saying how many objects are not the same
     */
    static void compareObjects(
            byte[] model, Graph graph, OnnxDetection detection, OnnxDetection.Decoding decoding, Size size) {
        RuntimeLibrary.require();
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            Map<String, Tensor> found = session.run(input(graph, size));
            Prediction outputs = new Prediction(found, Map.of());
            for (int image = 0; image < BATCH; image++) {
                List<OnnxDetection.Found> expected = decoding.decode(detection, outputs, image, size);
                List<OnnxDetection.Found> objects = objects(found, image);
                long same = expected.stream()
                        .filter(each -> objects.stream().anyMatch(other -> isSame(each, other)))
                        .count();
                int most = Math.max(expected.size(), objects.size());
                if (same < most * SAME_OBJECTS) {
                    throw new IllegalStateException("Of " + expected.size() + " objects the exported model makes "
                            + objects.size() + " in ONNX Runtime, of which " + same + " are the same");
                }
            }
        }
    }

    private static List<OnnxDetection.Found> objects(Map<String, Tensor> found, int image) {
        float[] boxes = found.get("boxes").values();
        List<OnnxDetection.Found> objects = new ArrayList<>();
        for (int i = 0; i < found.get("scores").values().length; i++) {
            if (found.get("images").values()[i] == image) {
                objects.add(new OnnxDetection.Found(
                        boxes[4 * i],
                        boxes[4 * i + 1],
                        boxes[4 * i + 2],
                        boxes[4 * i + 3],
                        found.get("scores").values()[i],
                        (int) found.get("labels").values()[i]));
            }
        }
        return objects;
    }

    private static boolean isSame(OnnxDetection.Found one, OnnxDetection.Found other) {
        return one.label() == other.label()
                && Math.abs(one.score() - other.score()) <= TOLERANCE
                && Math.abs(one.left() - other.left()) <= PIXELS
                && Math.abs(one.top() - other.top()) <= PIXELS
                && Math.abs(one.right() - other.right()) <= PIXELS
                && Math.abs(one.bottom() - other.bottom()) <= PIXELS;
    }

    private static void compare(String name, Tensor expected, Tensor found, Engine reference) {
        if (!expected.shape().equals(found.shape())) {
            throw new IllegalStateException("The exported model's output '" + name + "' has the shape "
                    + found.shape() + " in ONNX Runtime, but " + expected.shape() + " in the engine "
                    + reference.name());
        }
        TensorDifference difference = TensorDifference.between(expected, found);
        if (!difference.isWithin(TOLERANCE)) {
            throw new IllegalStateException(
                    "The exported model's output '" + name + "' differs by " + difference.largest() + " (largest value "
                            + difference.magnitude() + ") between ONNX Runtime and the engine " + reference.name());
        }
    }
}
