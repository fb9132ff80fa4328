package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.OnnxSession;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.Detections;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that makes its objects within the ONNX file finds what our own decoding finds. */
class ExportNmsTest {

    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 96, 160);

    @TempDir
    Path folder;

    private Path model;
    private Path exported;

    @BeforeEach
    void writeModel() throws IOException {
        Architecture architecture = Architecture.of("fcos_sk_small", 3, 3);
        model = folder.resolve("model.safetensors");
        exported = folder.resolve("model.onnx");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(List.of("a", "b", "c"))
                .withPreprocessing(INPUT)
                .write(model);
    }

    private static List<Image> images() {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] samples = new byte[INPUT.inputSize()];
            new Random(i).nextBytes(samples);
            images.add(new Image(INPUT.width(), INPUT.height(), 3, samples));
        }
        return images;
    }

    private void export(double score, double overlap, int most) {
        CommandLineRun run = CommandLineRun.succeed(
                "export",
                "--model",
                model,
                "--format",
                "onnx",
                "--out",
                exported,
                "--nms",
                "--score-threshold",
                score,
                "--nms-threshold",
                overlap,
                "--max-detections",
                most);
        assertTrue(run.out().contains("checked in ONNX Runtime"), run.out());
    }

    private Map<String, Tensor> found() {
        try (OnnxSession session = OnnxSession.open(exported, 1)) {
            return session.run(new ImagePreparation(INPUT).toPixels(images()).toTensor());
        }
    }

    private List<Detections> expected(double score, double overlap, int most) throws IOException {
        Settings settings = new Settings(
                Map.of("score-threshold", "" + score, "nms-threshold", "" + overlap, "max-detections", "" + most));
        try (Detector detector =
                Detector.load(model, VisionModels.Options.usual().withSettings(settings))) {
            return detector.predict(images(), false);
        }
    }

    /** Of a few objects an image, surely apart, and of many, of which most are suppressed. */
    @Test
    void objectsAreThoseOfOurDecoding() throws IOException {
        for (double overlap : new double[] {0.1, 0.4, 0.6}) {
            for (int most : new int[] {4, 1000}) {
                export(0.05, overlap, most);
                Map<String, Tensor> found = found();
                List<Detections> expected = expected(0.05, overlap, most);
                int objects = expected.stream().mapToInt(Detections::size).sum();
                assertTrue(objects >= 9, "there is something to find: " + objects);
                assertEquals(objects, found.get("scores").size(0), "overlap " + overlap + ", at most " + most);
                assertEquals(List.of(objects, 4), found.get("boxes").shape());
                for (int image = 0; image < 3; image++) {
                    assertSame(expected.get(image).objects(), found, image);
                }
            }
        }
    }

    private static void assertSame(List<Detection> expected, Map<String, Tensor> found, int image) {
        int next = 0;
        for (int i = 0; i < found.get("images").size(0); i++) {
            if (found.get("images").values()[i] == image) {
                Detection own = expected.get(next++);
                BoundingBox box = own.box();
                float[] edges = found.get("boxes").values();
                assertEquals(own.score(), found.get("scores").values()[i], 1e-5);
                assertEquals(own.label(), found.get("labels").values()[i]);
                assertEquals(box.x(), edges[4 * i], 1e-2);
                assertEquals(box.y(), edges[4 * i + 1], 1e-2);
                assertEquals(box.x() + box.width(), edges[4 * i + 2], 1e-2);
                assertEquals(box.y() + box.height(), edges[4 * i + 3], 1e-2);
            }
        }
        assertEquals(expected.size(), next);
    }

    @Test
    void nothingIsFoundWhereNothingIsSureEnough() {
        export(1, 0.6, 100);
        Map<String, Tensor> found = found();
        assertEquals(List.of("boxes", "scores", "labels", "images"), List.copyOf(found.keySet()));
        assertEquals(List.of(0, 4), found.get("boxes").shape());
        assertEquals(List.of(0), found.get("images").shape());
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 3);
        Path classifier = folder.resolve("classifier.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1)).write(classifier);
        CommandLineRun.refused(
                2,
                "(--nms) is for models to detect, and this is one to classify",
                "export",
                "--model",
                classifier,
                "--format",
                "onnx",
                "--out",
                exported,
                "--nms");
        CommandLineRun.refused(
                2,
                "go with --nms",
                "export",
                "--model",
                model,
                "--format",
                "onnx",
                "--out",
                exported,
                "--max-detections",
                3);
        CommandLineRun.refused(
                2,
                "--nms go with --format onnx",
                "export",
                "--model",
                model,
                "--format",
                "torchscript",
                "--out",
                exported,
                "--nms");
    }
}
