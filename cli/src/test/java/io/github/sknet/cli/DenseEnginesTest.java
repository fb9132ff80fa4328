package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmenter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detectors and segmenters give the same numbers in every engine, at even and odd sizes. */
class DenseEnginesTest {

    private static final List<String> ENGINES = List.of("java", "torch");
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 64, 96);

    /** Weights with BatchNorms that do something, as after training. */
    private static Weights trained(Graph graph) {
        Random random = new Random(3);
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(graph, 1).tensors());
        graph.parameters().forEach((name, spec) -> {
            float[] values = tensors.get(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] = change(spec.role(), values[i], random);
            }
        });
        return new Weights(tensors);
    }

    private static float change(ParameterSpec.Role role, float value, Random random) {
        return switch (role) {
            case BN_WEIGHT, BN_VAR -> (float) (value * (0.8 + 0.4 * random.nextDouble()));
            case BN_BIAS, BN_MEAN -> (float) (0.1 * random.nextGaussian());
            default -> value;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "fcos_sk_small, true, 67, 101",
        "fcos_resnet_small, false, 64, 96",
        "semantic_fpn_sk_small, true, 61, 77",
        "deeplab_sk_small, false, 64, 96",
        "deeplab_sk_small, true, 83, 61"
    })
    void rawOutputsAgree(String model, boolean selectiveHead, int height, int width) {
        Graph graph = Architecture.of(model, 5, 3)
                .withOption("selectiveHead", Boolean.toString(selectiveHead))
                .build();
        Weights weights = trained(graph);
        Tensor input = input(height, width);
        Map<String, Tensor> expected = outputs("onnx", graph, weights, input);
        for (String engine : ENGINES) {
            Map<String, Tensor> found = outputs(engine, graph, weights, input);
            assertEquals(expected.keySet(), found.keySet(), engine);
            expected.forEach((name, tensor) -> assertClose(tensor, found.get(name), engine + ": " + name));
        }
    }

    @Test
    void detectionsAndMasksAgree() {
        byte[] samples = new byte[3 * 90 * 61];
        new Random(5).nextBytes(samples);
        Image image = new Image(90, 61, 3, samples);
        List<Detection> boxes = detections("onnx", image);
        Image mask = mask("onnx", image);
        assertFalse(boxes.isEmpty(), "a least score of 0 lets everything pass");
        for (String engine : ENGINES) {
            List<Detection> found = detections(engine, image);
            assertEquals(boxes.size(), found.size(), engine);
            for (int i = 0; i < boxes.size(); i++) {
                assertEquals(boxes.get(i).score(), found.get(i).score(), 1e-5, engine);
                assertEquals(boxes.get(i).box().x(), found.get(i).box().x(), 1e-2, engine);
                assertEquals(boxes.get(i).box().width(), found.get(i).box().width(), 1e-2, engine);
            }
            assertArrayEquals(mask.samples(), mask(engine, image).samples(), engine);
        }
    }

    private static List<Detection> detections(String engine, Image image) {
        try (Detector detector = Detector.of(model("fcos_sk_small"), INPUT, engine, 2)) {
            return detector.withOptions(DetectionDecoder.Options.evaluation().withScoreThreshold(0))
                    .predict(image)
                    .objects();
        }
    }

    private static Image mask(String engine, Image image) {
        try (Segmenter segmenter = Segmenter.of(model("semantic_fpn_sk_small"), INPUT, engine, 2)) {
            return segmenter.predict(image).mask();
        }
    }

    private static ModelFile model(String name) {
        Architecture architecture = Architecture.of(name, 3, 3);
        return ModelFile.of(architecture, trained(architecture.build()));
    }

    private static Tensor input(int height, int width) {
        Tensor input = Tensor.zeros(List.of(2, 3, height, width));
        Random random = new Random(7);
        for (int i = 0; i < input.values().length; i++) {
            input.values()[i] = (float) random.nextGaussian();
        }
        return input;
    }

    private static Map<String, Tensor> outputs(String engine, Graph graph, Weights weights, Tensor input) {
        try (Predictor predictor = Engines.named(engine).load(graph, weights, 2)) {
            return predictor.predict(input, false).outputs();
        }
    }

    private static void assertClose(Tensor expected, Tensor found, String what) {
        assertEquals(expected.shape(), found.shape(), what);
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.values().length; i++) {
            largest = Math.max(largest, Math.abs(expected.values()[i]));
            worst = Math.max(worst, Math.abs(expected.values()[i] - found.values()[i]));
        }
        assertTrue(worst <= 1e-5 * largest, what + " differs by " + worst + ", the largest being " + largest);
    }
}
