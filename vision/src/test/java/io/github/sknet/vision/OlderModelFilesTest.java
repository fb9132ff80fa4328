package io.github.sknet.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmentation;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Model files as version 0.1 wrote them, which name a registered network and do not hold it. The resources
 * {@code model-files-0.1} were written by that version, of coarse random weights (one bit of mantissa, so that they are small
 * when compressed), and the numbers here are what it said of the same image.
 */
class OlderModelFilesTest {
    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    private Path file(String task) throws IOException {
        Path file = folder.resolve(task + ".safetensors");
        try (InputStream packed =
                OlderModelFilesTest.class.getResourceAsStream("/model-files-0.1/" + task + ".safetensors.gz")) {
            assertNotNull(packed, task);
            Files.copy(new GZIPInputStream(packed), file);
        }
        return file;
    }

    private static Image image() {
        byte[] samples = new byte[61 * 47 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 37 % 251);
        }
        return new Image(61, 47, 3, samples);
    }

    @Test
    void classifiersSayWhatTheySaid() throws IOException {
        try (Classifier classifier = Classifier.load(file("classify"))) {
            List<LabelScore> scores = classifier.predict(image()).scores();
            assertScore("owl", 0.56303, scores.get(0));
            assertScore("dog", 0.3134877, scores.get(1));
            assertScore("cat", 0.1234823, scores.get(2));
        }
    }

    private static void assertScore(String label, double score, LabelScore actual) {
        assertEquals(label, actual.label());
        assertEquals(score, actual.score(), TOLERANCE);
    }

    @Test
    void detectorsSayWhatTheySaid() throws IOException {
        try (Detector detector = Detector.load(file("detect"))) {
            List<Detection> found = detector.predict(image()).objects();
            assertEquals(64, found.size());
            assertDetection("cat", 0.94189215, new BoundingBox(0, 35.258016, 32.213953, 11.741984), found.get(0));
            assertDetection("owl", 0.90779644, new BoundingBox(0, 20.5625, 51.798557, 22.174335), found.get(1));
            assertDetection("owl", 0.8916874, new BoundingBox(0, 29.375, 41.156627, 17.625), found.get(2));
            assertDetection("owl", 0.8821096, new BoundingBox(0, 8.115259, 33.542583, 38.466527), found.get(3));
        }
    }

    private static void assertDetection(String label, double score, BoundingBox box, Detection actual) {
        assertEquals(label, actual.name());
        assertEquals(score, actual.score(), TOLERANCE);
        assertEquals(box.x(), actual.box().x(), 100 * TOLERANCE);
        assertEquals(box.y(), actual.box().y(), 100 * TOLERANCE);
        assertEquals(box.width(), actual.box().width(), 100 * TOLERANCE);
        assertEquals(box.height(), actual.box().height(), 100 * TOLERANCE);
    }

    @Test
    void segmentersSayWhatTheySaid() throws IOException {
        try (Segmenter segmenter = Segmenter.load(file("segment"))) {
            Segmentation segmentation = segmenter.predict(image());
            assertEquals(List.of("sky", "road", "car"), segmentation.labels());
            double[] shares = segmentation.shares();
            assertEquals(0.145797, shares[0], 10 * TOLERANCE);
            assertEquals(0.689222, shares[1], 10 * TOLERANCE);
            assertEquals(0.164981, shares[2], 10 * TOLERANCE);
        }
    }

    @Test
    void theyStillSayHowTheyCameToBe() throws IOException {
        ModelFile model = ModelFile.read(file("classify"));
        assertEquals(
                Optional.of(Architecture.of("skresnet20_cifar", 3, 3).withOption("width", "4")), model.architecture());
        assertEquals(
                "{\"epochs\":3,\"images\":1200,\"metric\":\"accuracy\",\"best\":0.75}",
                model.training().orElseThrow());
    }
}
