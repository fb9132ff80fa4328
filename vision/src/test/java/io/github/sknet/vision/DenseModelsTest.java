package io.github.sknet.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmentation;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detector and Segmenter in the Java engine: model files, odd sizes, pixels of the original image. */
class DenseModelsTest {
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 64, 96);

    @TempDir
    Path folder;

    private Path write(String model, int classes, List<String> labels, Optional<Preprocessing> preprocessing)
            throws IOException {
        Architecture architecture = Architecture.of(model, classes, 3);
        Path file = folder.resolve(model + ".safetensors");
        ModelFile known = ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(labels);
        preprocessing.map(known::withPreprocessing).orElse(known).write(file);
        return file;
    }

    private static Image image(int width, int height) {
        byte[] samples = new byte[width * height * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 37 % 251);
        }
        return new Image(width, height, 3, samples);
    }

    @Test
    void detectionsLieInTheOriginalImage() throws IOException {
        Path file = write("fcos_sk_small", 2, List.of("cell", "plate"), Optional.of(INPUT));
        try (Detector detector = Detector.load(file);
                Detector thorough = detector.withOptions(
                        DetectionDecoder.Options.evaluation().withScoreThreshold(0))) {
            assertEquals(List.of("cell", "plate"), detector.labels());
            assertEquals(List.of(), detector.predict(image(301, 77)).objects(), "before training nothing is sure");
            List<Detection> found = thorough.predict(image(301, 77)).objects();
            assertTrue(found.size() > 10, "found " + found.size());
            for (Detection detection : found) {
                assertTrue(detection.box().x() >= 0 && detection.box().y() >= 0);
                assertTrue(detection.box().x() + detection.box().width() <= 301 + 1e-9);
                assertTrue(detection.box().y() + detection.box().height() <= 77 + 1e-9);
            }
        }
    }

    @Test
    void masksHaveTheOriginalImagesSize() throws IOException {
        Path file = write("semantic_fpn_sk_small", 3, List.of(), Optional.of(INPUT));
        try (Segmenter segmenter = Segmenter.load(file)) {
            Segmentation segmentation = segmenter.predict(image(77, 301));
            assertEquals(77, segmentation.mask().width());
            assertEquals(301, segmentation.mask().height());
            assertEquals(List.of("0", "1", "2"), segmentation.labels());
            double sum = 0;
            for (double share : segmentation.shares()) {
                sum += share;
            }
            assertEquals(1, sum, 1e-9);
        }
    }

    @Test
    void modelsForOtherTasksAreRefused() throws IOException {
        Path segmenter = write("deeplab_sk_small", 3, List.of(), Optional.of(INPUT));
        String message = assertThrows(WeightsException.class, () -> Detector.load(segmenter))
                .getMessage();
        assertEquals(segmenter + " holds a model for the task segment, not detect", message);
        Path silent = write("fcos_sk_small", 3, List.of(), Optional.empty());
        message = assertThrows(WeightsException.class, () -> Detector.load(silent))
                .getMessage();
        assertEquals(silent + " does not say how images are prepared for it", message);
    }
}
