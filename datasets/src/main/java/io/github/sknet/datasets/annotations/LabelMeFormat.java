package io.github.sknet.datasets.annotations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.annotations.AnnotatedImage.Unit;
import io.github.sknet.datasets.annotations.Outline.Polygons;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.ImageFinder;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.graph.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * LabelMe's: a JSON file for each image, with {@code shapes} of named points and the image's name. Rectangles, polygons and
 * circles are read; points and lines have no inside.
 *
 * @see <a href="https://github.com/wkentaro/labelme">labelme</a>
 */
final class LabelMeFormat implements AnnotationFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final int CIRCLE_CORNERS = 64;

    /** A file's content, but for the picture that may be in it. */
    private record Page(String image, double width, double height, List<JsonNode> shapes) {}

    @Override
    public String name() {
        return "LabelMe's JSON";
    }

    @Override
    public boolean outlined() {
        return true;
    }

    @Override
    public Optional<AnnotationSet> read(FileTree tree, Reading reading, boolean outlines) throws IOException {
        ImageFinder finder = new ImageFinder(tree.images());
        Map<Split, List<AnnotatedImage>> parts = new EnumMap<>(Split.class);
        List<DatasetException> broken = new ArrayList<>();
        for (String file : tree.files()) {
            if (!file.toLowerCase(Locale.ROOT).endsWith(".json")) {
                continue;
            }
            Optional<Page> page = Optional.empty();
            try {
                page = page(tree, file);
            } catch (DatasetException notJson) {
                broken.add(notJson);
            }
            if (page.isPresent()) {
                Split split = Split.ofPath(FileTree.folder(file)).orElse(Split.ALL);
                List<AnnotatedImage> images = parts.computeIfAbsent(split, each -> new ArrayList<>());
                image(tree, file, page.get(), finder, reading).ifPresent(images::add);
            }
        }
        if (parts.isEmpty() && !broken.isEmpty()) {
            throw broken.get(0);
        }
        for (DatasetException notJson : broken) {
            reading.problems().add(Kind.UNREADABLE, notJson.getMessage());
        }
        List<String> classes = parts.values().stream()
                .flatMap(List::stream)
                .flatMap(image -> image.objects().stream())
                .map(AnnotatedObject::label)
                .distinct()
                .sorted()
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(new AnnotationSet(classes, parts));
    }

    private static Optional<Page> page(FileTree tree, String file) throws IOException {
        String image = "";
        double width = 0;
        double height = 0;
        List<JsonNode> shapes = null;
        try (InputStream stream = tree.open(file);
                JsonParser parser = JSON.createParser(stream)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "imagePath" -> image = parser.getValueAsString("");
                    case "imageWidth" -> width = parser.getValueAsDouble();
                    case "imageHeight" -> height = parser.getValueAsDouble();
                    case "shapes" -> {
                        if (value == JsonToken.START_ARRAY) {
                            shapes = new ArrayList<>();
                            while (parser.nextToken() != JsonToken.END_ARRAY) {
                                shapes.add(JSON.readTree(parser));
                            }
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
        } catch (JsonProcessingException broken) {
            throw new DatasetException(tree.path(file) + " is not JSON: " + Json.problem(broken), broken);
        }
        return shapes == null ? Optional.empty() : Optional.of(new Page(image, width, height, shapes));
    }

    private static Optional<AnnotatedImage> image(
            FileTree tree, String file, Page page, ImageFinder finder, Reading reading) throws DatasetException {
        List<String> found = Stream.of(page.image, FileTree.stem(file))
                .filter(name -> !name.isEmpty())
                .map(name -> finder.find(name, file))
                .filter(images -> !images.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (found.size() != 1) {
            reading.problems()
                    .add(
                            Kind.MISSING,
                            tree.path(file) + " is of the image '" + page.image + "', which "
                                    + (found.isEmpty() ? "is nowhere in " + tree.name() : "may be any of " + found));
            return Optional.empty();
        }
        List<AnnotatedObject> objects = new ArrayList<>();
        for (JsonNode shape : page.shapes) {
            object(tree.path(file), shape, reading).ifPresent(objects::add);
        }
        return Optional.of(new AnnotatedImage(
                found.get(0), tree.path(file), AnnotatedImage.size(page.width, page.height), Unit.PIXELS, objects));
    }

    private static Optional<AnnotatedObject> object(String where, JsonNode shape, Reading reading)
            throws DatasetException {
        String label = shape.path("label").asText("").strip();
        String type = shape.path("shape_type").asText("polygon");
        double[] points = points(shape.path("points"));
        double[] outline = switch (type) {
            case "rectangle" -> points.length == 4 ? corners(points) : points;
            case "circle" -> points.length == 4 ? circle(points) : new double[0];
            case "polygon" -> points;
            default -> new double[0];
        };
        if (label.isEmpty() || outline.length < 6) {
            reading.problems()
                    .add(
                            Kind.UNREADABLE,
                            where + ": a shape (" + type + " of '" + label + "') has no name or no inside");
            return Optional.empty();
        }
        return Optional.of(new AnnotatedObject(
                "",
                label,
                Edges.around(outline),
                Optional.of(new Polygons(List.of(outline))),
                OptionalDouble.empty(),
                false));
    }

    private static double[] points(JsonNode points) {
        double[] numbers = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            numbers[2 * i] = points.get(i).path(0).asDouble(Double.NaN);
            numbers[2 * i + 1] = points.get(i).path(1).asDouble(Double.NaN);
        }
        return numbers;
    }

    private static double[] corners(double[] p) {
        return new double[] {p[0], p[1], p[2], p[1], p[2], p[3], p[0], p[3]};
    }

    /** Given its centre and a point on it. */
    private static double[] circle(double[] p) {
        double radius = Math.hypot(p[2] - p[0], p[3] - p[1]);
        double[] corners = new double[2 * CIRCLE_CORNERS];
        for (int i = 0; i < CIRCLE_CORNERS; i++) {
            double angle = 2 * Math.PI * i / CIRCLE_CORNERS;
            corners[2 * i] = p[0] + radius * Math.cos(angle);
            corners[2 * i + 1] = p[1] + radius * Math.sin(angle);
        }
        return corners;
    }
}
