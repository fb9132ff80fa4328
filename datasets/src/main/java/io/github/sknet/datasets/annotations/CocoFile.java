package io.github.sknet.datasets.annotations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.annotations.Outline.Polygons;
import io.github.sknet.datasets.annotations.Outline.RunLengths;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.graph.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A JSON file in COCO's format, as far as objects need it. It is read as a stream, entry by entry, so that files of hundreds of
 * megabytes take what their boxes take. Ids may be numbers or texts, and numbers NaN, as Python writes them.
 *
 * @param path of the file in its tree
 * @see <a href="https://cocodataset.org/#format-data">Data format</a>
 */
record CocoFile(String path, List<ListedImage> images, List<Category> categories, List<Listed> objects) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** An image; the size is 0 where the file does not say it. */
    record ListedImage(String id, String fileName, double width, double height) {}

    /** A class; the one above it is empty where the file does not say it. */
    record Category(String id, String name, String above) {}

    /** An object of a class in an image; no edges where {@code bbox} is not four numbers. */
    record Listed(
            String id,
            String image,
            String category,
            Optional<Edges> edges,
            Optional<Outline> outline,
            OptionalDouble area,
            boolean crowd) {}

    /**
     * Reads a file.
     *
     * @param outlines whether {@code segmentation} is wanted
     * @return empty where it is JSON of another form
     * @throws DatasetException naming it, when it is not JSON
     */
    static Optional<CocoFile> read(FileTree tree, String path, boolean outlines) throws IOException {
        List<ListedImage> images = null;
        List<Category> categories = null;
        List<Listed> objects = new ArrayList<>();
        try (InputStream stream = tree.open(path);
                JsonParser parser = JSON.createParser(stream)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                boolean array = parser.nextToken() == JsonToken.START_ARRAY;
                if (array && field.equals("images")) {
                    images = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        images.add(image(JSON.readTree(parser)));
                    }
                } else if (array && field.equals("categories")) {
                    categories = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        categories.add(category(JSON.readTree(parser)));
                    }
                } else if (array && field.equals("annotations")) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        objects.add(object(JSON.readTree(parser), outlines));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException broken) {
            throw new DatasetException(tree.path(path) + " is not JSON: " + Json.problem(broken), broken);
        }
        return images == null || categories == null
                ? Optional.empty()
                : Optional.of(new CocoFile(path, images, categories, objects));
    }

    private static ListedImage image(JsonNode node) {
        return new ListedImage(
                id(node.path("id")),
                node.path("file_name").asText(""),
                node.path("width").asDouble(),
                node.path("height").asDouble());
    }

    private static Category category(JsonNode node) {
        return new Category(
                id(node.path("id")),
                node.path("name").asText("").strip(),
                node.path("supercategory").asText(""));
    }

    private static Listed object(JsonNode node, boolean outlines) {
        Optional<Outline> outline = outlines ? outline(node.path("segmentation")) : Optional.empty();
        return new Listed(
                id(node.path("id")),
                id(node.path("image_id")),
                id(node.path("category_id")),
                edges(node.path("bbox")).or(() -> outline.flatMap(CocoFile::around)),
                outline,
                area(node),
                node.path("iscrowd").asInt() != 0);
    }

    /** Numbers are equal where Python's are, 3 and 3.0; a text is the number that it shows. */
    private static String id(JsonNode node) {
        String text = node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static Optional<Edges> edges(JsonNode box) {
        if (!box.isArray() || box.size() != 4) {
            return Optional.empty();
        }
        for (JsonNode number : box) {
            if (!number.isNumber()) {
                return Optional.empty();
            }
        }
        double x = box.get(0).asDouble();
        double y = box.get(1).asDouble();
        return Optional.of(
                new Edges(x, y, x + box.get(2).asDouble(), y + box.get(3).asDouble()));
    }

    private static Optional<Edges> around(Outline outline) {
        if (outline instanceof Polygons polygons) {
            double[] all =
                    polygons.points().stream().flatMapToDouble(Arrays::stream).toArray();
            return Optional.of(Edges.around(all));
        }
        return Optional.empty();
    }

    private static Optional<Outline> outline(JsonNode node) {
        if (node.isArray() && !node.isEmpty()) {
            List<double[]> polygons = new ArrayList<>();
            for (JsonNode polygon :
                    node.get(0).isArray() ? node : JSON.createArrayNode().add(node)) {
                double[] points = new double[polygon.size() / 2 * 2];
                for (int i = 0; i < points.length; i++) {
                    points[i] = polygon.get(i).asDouble();
                }
                if (points.length >= 6) {
                    polygons.add(points);
                }
            }
            return polygons.isEmpty() ? Optional.empty() : Optional.of(new Polygons(polygons));
        }
        JsonNode counts = node.path("counts");
        int height = node.path("size").path(0).asInt();
        int width = node.path("size").path(1).asInt();
        if (height < 1 || width < 1) {
            return Optional.empty();
        }
        if (counts.isTextual()) {
            return Optional.of(RunLengths.ofText(width, height, counts.asText()));
        }
        int[] runs = new int[counts.size()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = counts.get(i).asInt();
        }
        return runs.length == 0 ? Optional.empty() : Optional.of(new RunLengths(width, height, runs));
    }

    /** COCO's {@code area}; NaN where there is one that is no number. */
    private static OptionalDouble area(JsonNode node) {
        return node.has("area")
                ? OptionalDouble.of(
                        node.get("area").isNumber() ? node.get("area").asDouble() : Double.NaN)
                : OptionalDouble.empty();
    }
}
