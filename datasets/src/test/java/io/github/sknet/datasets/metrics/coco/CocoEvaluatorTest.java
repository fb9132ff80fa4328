package io.github.sknet.datasets.metrics.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.vision.image.BoundingBox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoEvaluatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** coco-eval-a.json: boxes, and what COCOeval of pycocotools says of them. */
    @Test
    void equalsPycocotools(@TempDir Path folder) throws IOException {
        JsonNode fixture;
        try (InputStream stream = CocoEvaluatorTest.class.getResourceAsStream("coco-eval-a.json")) {
            fixture = JSON.readTree(stream);
        }
        Path truth = folder.resolve("truth.json");
        Path detections = folder.resolve("detections.json");
        JSON.writeValue(truth.toFile(), fixture.get("groundTruth"));
        JSON.writeValue(detections.toFile(), fixture.get("detections"));
        AveragePrecision result =
                CocoEvaluator.evaluate(CocoFiles.readGroundTruth(truth), CocoFiles.readDetections(detections));

        JsonNode expected = fixture.get("expected");
        assertEquals(12, expected.size());
        for (Map.Entry<String, Double> figure : result.figures().entrySet()) {
            assertEquals(expected.get(figure.getKey()).asDouble(), figure.getValue(), 1e-9, figure.getKey());
        }
        JsonNode perClass = fixture.get("perClassAP");
        assertEquals(perClass.size(), result.perClass().size());
        for (int k = 0; k < perClass.size(); k++) {
            assertEquals(perClass.get(k).asDouble(), result.perClass().get(k).ap(), 1e-9);
        }
    }

    private static CocoGroundTruth truth(CocoGroundTruth.Annotation... annotations) {
        return new CocoGroundTruth(
                List.of(1L, 2L), List.of(new CocoGroundTruth.Category(7, "cell")), List.of(annotations));
    }

    private static CocoGroundTruth.Annotation object(double x, double size, boolean crowd) {
        return new CocoGroundTruth.Annotation(1, 7, new BoundingBox(x, 0, size, size), size * size, crowd);
    }

    private static CocoDetection found(long image, double x, double size, double score) {
        return new CocoDetection(image, 7, new BoundingBox(x, 0, size, size), score);
    }

    @Test
    void perfectDetectionsScoreOne() {
        AveragePrecision result = CocoEvaluator.evaluate(truth(object(0, 40, false)), List.of(found(1, 0, 40, 0.9)));
        assertEquals(1, result.ap(), 1e-12);
        assertEquals(1, result.figures().get("APmedium"), 1e-12);
        assertEquals(-1, result.figures().get("APsmall"), "there is nothing small to find");
        assertEquals(1, result.figures().get("AR1"), 1e-12);
    }

    @Test
    void looseBoxCountsAtLooseThresholdsOnly() {
        // IoU 40·30 / 40·40 = 0.75: six of the ten thresholds are reached.
        AveragePrecision result = CocoEvaluator.evaluate(
                truth(object(0, 40, false)), List.of(new CocoDetection(1, 7, new BoundingBox(0, 0, 40, 30), 0.9)));
        assertEquals(0.6, result.ap(), 1e-12);
        assertEquals(1, result.figures().get("AP75"), 1e-12);
    }

    @Test
    void falseDetectionOfHigherScoreHalvesPrecision() {
        AveragePrecision result = CocoEvaluator.evaluate(
                truth(object(0, 40, false)), List.of(found(2, 0, 40, 0.95), found(1, 0, 40, 0.9)));
        assertEquals(0.5, result.ap(), 1e-12);
        assertEquals(1, result.figures().get("AR100"), 1e-12);
    }

    @Test
    void detectionsWithinACrowdDoNotCount() {
        AveragePrecision result = CocoEvaluator.evaluate(
                truth(object(0, 40, false), object(100, 200, true)),
                List.of(found(1, 120, 30, 0.99), found(1, 160, 30, 0.98), found(1, 0, 40, 0.9)));
        assertEquals(1, result.ap(), 1e-12);
    }

    @Test
    void nothingToFindIsUndefined() {
        AveragePrecision result = CocoEvaluator.evaluate(truth(), List.of(found(1, 0, 10, 0.5)));
        assertEquals(-1, result.ap());
        assertEquals(-1, result.perClass().get(0).ap());
    }

    @Test
    void nothingFoundIsZero() {
        assertEquals(
                0,
                CocoEvaluator.evaluate(truth(object(0, 40, false)), List.of()).ap());
    }

    @Test
    void unknownImagesAndBrokenFilesAreNamed(@TempDir Path folder) throws IOException {
        assertEquals(
                "A detection names the image 3, which the ground truth lacks",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> CocoEvaluator.evaluate(truth(), List.of(found(3, 0, 1, 1))))
                        .getMessage());
        Path file = Files.writeString(
                folder.resolve("d.json"), "[{\"image_id\":1,\"category_id\":2,\"bbox\":[1,2,-3,4],\"score\":1}]");
        assertEquals(
                file
                        + " is not a COCO results file: A box has finite numbers and no negative size, unlike [1.0, 2.0, -3.0,"
                        + " 4.0] (x, y, width, height)",
                assertThrows(DatasetException.class, () -> CocoFiles.readDetections(file))
                        .getMessage());
        assertEquals(
                file + " is not a COCO annotation file: it has no array 'images'",
                assertThrows(DatasetException.class, () -> CocoFiles.readGroundTruth(file))
                        .getMessage());
    }

    @Test
    void filesAreReadAsCocoWritesThem(@TempDir Path folder) throws IOException {
        Path detections = Files.writeString(
                folder.resolve("detections.json"),
                "[{\"image_id\":2,\"category_id\":7,\"bbox\":[2.5,0,10,20],\"score\":0.25},"
                        + "{\"image_id\":1,\"category_id\":7,\"bbox\":[0,0,1,1],\"score\":1,\"segmentation\":[]}]");
        assertEquals(
                List.of(new CocoDetection(2, 7, new BoundingBox(2.5, 0, 10, 20), 0.25), found(1, 0, 1, 1)),
                CocoFiles.readDetections(detections));
        Path truth = Files.writeString(
                folder.resolve("truth.json"),
                "{\"images\":[{\"id\":1},{\"id\":2}],\"categories\":[{\"id\":7,\"name\":\"cell\"}],\"annotations\":["
                        + "{\"image_id\":1,\"category_id\":7,\"bbox\":[0,0,40,40],\"area\":900.5,\"iscrowd\":0},"
                        + "{\"image_id\":1,\"category_id\":7,\"bbox\":[3,0,20,20],\"iscrowd\":1}]}");
        assertEquals(
                truth(
                        new CocoGroundTruth.Annotation(1, 7, new BoundingBox(0, 0, 40, 40), 900.5, false),
                        object(3, 20, true)),
                CocoFiles.readGroundTruth(truth));
    }
}
