package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmenter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Detectors and segmenters give the same answers in every engine. */
class DenseEnginesTest {

    private static final List<String> ENGINES = List.of("java", "torch");
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 64, 96);

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
        return ModelFile.of(architecture, Generated.weights(architecture.build()));
    }
}
