package io.github.sknet.onnx.importer;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.TensorDifference;
import io.github.sknet.onnx.OnnxSession;
import io.github.sknet.onnx.RuntimeLibrary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares an imported network with what ONNX Runtime computes from the file that it comes from. */
public final class ImportCheck {

    /** Of the largest magnitude in an output: float rounding in deep networks stays well below, mistakes do not. */
    private static final double TOLERANCE = 1e-4;

    /** The same where ONNX Runtime computes with half precision, whose numbers have 11 bits. */
    private static final double HALF_TOLERANCE = 5e-2;

    private static final int BATCH = 2;

    /** Where the file leaves height and width free: small ones first, of which some networks leave nothing. */
    private static final List<Size> SIZES =
            List.of(new Size(96, 128), new Size(224, 224), new Size(320, 384), new Size(640, 640));

    private ImportCheck() {}

    /**
     * Compares all outputs for one random input.
     *
     * @param file the original
     * @param network what was imported from it
     * @param size the height and width, where the file leaves them free and the network has one
     * @param engine computes the network
     * @return the difference by the output's name
     * @throws IllegalStateException saying which output differs, and by how much
     * @throws NotANumberException when the network's outputs are none, which nothing can be compared with
     */
    public static Map<String, TensorDifference> compare(
            Path file, ImportedNetwork network, Optional<Size> size, Engine engine) {
        RuntimeLibrary.require();
        try (OnnxSession session = open(file);
                Predictor predictor = engine.load(network.graph(), network.weights(), 1)) {
            Tensor input = input(network, size);
            Map<String, Tensor> expected = session.run(input);
            Tensor image = network.input().layout().fromFile(input);
            Prediction found = predictor.predict(image, false).requireNumbers(" for a random input");
            double tolerance = session.isHalf() ? HALF_TOLERANCE : TOLERANCE;
            Map<String, TensorDifference> differences = new LinkedHashMap<>();
            network.outputs().forEach((name, layout) -> {
                Tensor tensor = layout.toFile(found.outputs().get(name));
                differences.put(name, difference(name, expected.get(name), tensor, tolerance, engine));
            });
            return differences;
        }
    }

    private static OnnxSession open(Path file) {
        try {
            return OnnxSession.open(file, 1);
        } catch (IllegalStateException unable) {
            // The reason comes last: it may be long.
            throw new IllegalStateException(
                    "Nothing to compare with (--no-check imports " + file + " without that): " + unable.getMessage(),
                    unable);
        }
    }

    private static TensorDifference difference(
            String name, Tensor expected, Tensor found, double tolerance, Engine engine) {
        if (expected.values().length != found.values().length) {
            throw new IllegalStateException("The output '" + name + "' has the shape " + expected.shape()
                    + " in ONNX Runtime, but " + found.shape() + " in the engine " + engine.name());
        }
        TensorDifference difference = TensorDifference.between(expected, found);
        if (!difference.isWithin(tolerance)) {
            throw new IllegalStateException("The output '" + name + "' differs by " + difference.largest()
                    + " (largest value " + difference.magnitude()
                    + ") between ONNX Runtime on the original and the imported network in the engine "
                    + engine.name());
        }
        return difference;
    }

    /** An input in the file's own layout. */
    private static Tensor input(ImportedNetwork network, Optional<Size> size) {
        List<OptionalLong> extents = network.input().extents();
        Size free = size.orElseGet(() -> usable(network));
        boolean last = network.input().layout() == ValueLayout.CHANNELS_LAST;
        int rows = last ? 1 : 2;
        int[] otherwise = new int[4];
        otherwise[0] = BATCH;
        otherwise[rows] = free.height();
        otherwise[rows + 1] = free.width();
        Integer[] shape = new Integer[extents.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = (int) extents.get(axis).orElse(otherwise[axis]);
        }
        return Tensor.gaussian(List.of(shape), 0);
    }

    /** The first size that the network takes. */
    private static Size usable(ImportedNetwork network) {
        for (Size size : SIZES) {
            try {
                network.graph().shapes(size.height(), size.width());
                return size;
            } catch (IllegalArgumentException tooSmall) {
                continue;
            }
        }
        return network.graph().probe();
    }
}
