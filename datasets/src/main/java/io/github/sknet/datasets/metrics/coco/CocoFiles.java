package io.github.sknet.datasets.metrics.coco;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.graph.json.Json;
import io.github.sknet.vision.image.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * COCO's JSON files, as far as boxes need them.
 *
 * @see <a href="https://cocodataset.org/#format-data">Data format</a>
 * @see <a href="https://cocodataset.org/#format-results">Results format</a>
 */
public final class CocoFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CocoFiles() {}

    /** Reads {@code images}, {@code categories} and {@code annotations} of an annotation file. */
    public static CocoGroundTruth readGroundTruth(Path file) throws IOException {
        JsonNode root = parse(file);
        try {
            return groundTruth(root);
        } catch (IllegalArgumentException wrong) {
            throw new DatasetException(file + " is not a COCO annotation file: " + wrong.getMessage(), wrong);
        }
    }

    /** Reads a results file: an array of detections. */
    public static List<CocoDetection> readDetections(Path file) throws IOException {
        JsonNode root = parse(file);
        try {
            return detections(root);
        } catch (IllegalArgumentException wrong) {
            throw new DatasetException(file + " is not a COCO results file: " + wrong.getMessage(), wrong);
        }
    }

    private static JsonNode parse(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + " does not exist or is not a file");
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException broken) {
            throw new DatasetException(file + " is not JSON: " + Json.problem(broken), broken);
        }
    }

    private static CocoGroundTruth groundTruth(JsonNode root) {
        List<Long> images = new ArrayList<>();
        for (JsonNode image : array(root, "images")) {
            images.add(integer(image, "id"));
        }
        List<CocoGroundTruth.Category> categories = new ArrayList<>();
        for (JsonNode category : array(root, "categories")) {
            categories.add(new CocoGroundTruth.Category(
                    integer(category, "id"), category.path("name").asText()));
        }
        List<CocoGroundTruth.Annotation> annotations = new ArrayList<>();
        for (JsonNode annotation : array(root, "annotations")) {
            BoundingBox box = box(annotation);
            annotations.add(new CocoGroundTruth.Annotation(
                    integer(annotation, "image_id"),
                    integer(annotation, "category_id"),
                    box,
                    annotation.path("area").asDouble(box.area()),
                    annotation.path("iscrowd").asInt(0) != 0));
        }
        return new CocoGroundTruth(images, categories, annotations);
    }

    private static List<CocoDetection> detections(JsonNode root) {
        if (!root.isArray()) {
            throw new IllegalArgumentException("it holds no array of detections");
        }
        List<CocoDetection> detections = new ArrayList<>();
        for (JsonNode detection : root) {
            detections.add(new CocoDetection(
                    integer(detection, "image_id"),
                    integer(detection, "category_id"),
                    box(detection),
                    number(detection.path("score"), "score", detection)));
        }
        return detections;
    }

    private static JsonNode array(JsonNode root, String name) {
        JsonNode array = root.path(name);
        if (!array.isArray()) {
            throw new IllegalArgumentException("it has no array '" + name + "'");
        }
        return array;
    }

    private static long integer(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.canConvertToExactIntegral()) {
            throw new IllegalArgumentException("'" + name + "' is not an integer in " + shortened(node));
        }
        return value.longValue();
    }

    private static double number(JsonNode value, String name, JsonNode holder) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException("'" + name + "' is not a number in " + shortened(holder));
        }
        return value.doubleValue();
    }

    private static BoundingBox box(JsonNode node) {
        JsonNode box = node.path("bbox");
        if (!box.isArray() || box.size() != 4) {
            throw new IllegalArgumentException("'bbox' is not [x, y, width, height] in " + shortened(node));
        }
        double[] numbers = new double[4];
        for (int i = 0; i < 4; i++) {
            numbers[i] = number(box.get(i), "bbox", node);
        }
        return new BoundingBox(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }
}
