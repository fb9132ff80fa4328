package io.github.sknet.datasets.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.FileTree;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.detect.BoxCheck.Claim;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Data sets in COCO's format: JSON files with {@code images}, {@code annotations} and {@code categories}, whose names say the
 * part ({@code instances_train2017.json}), and images anywhere beside them. Labels follow the categories' ids.
 */
final class CocoReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern WORD = Pattern.compile("[a-zA-Z]+");

    private final FileTree tree;
    private final AnnotationProblems problems;
    private final Map<String, List<String>> imagesByFileName;

    private CocoReader(FileTree tree, AnnotationProblems problems) {
        this.tree = tree;
        this.problems = problems;
        this.imagesByFileName = tree.images().stream().collect(Collectors.groupingBy(FileTree::fileName));
    }

    /** Reads a data set, where the tree holds one of this format. */
    static Optional<Splits<DetectionDataset>> read(
            FileTree tree, Optional<List<String>> labels, AnnotationProblems problems) throws IOException {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        for (String file : tree.files()) {
            if (file.endsWith(".json")) {
                JsonNode root = parse(tree, file);
                if (root.path("images").isArray() && root.path("categories").isArray()) {
                    files.put(file, root);
                }
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new CocoReader(tree, problems).read(files, labels));
    }

    private static JsonNode parse(FileTree tree, String file) throws IOException {
        try {
            return JSON.readTree(tree.read(file));
        } catch (JsonProcessingException broken) {
            throw new DatasetException(tree.path(file) + " is not JSON: " + Json.problem(broken), broken);
        }
    }

    private Splits<DetectionDataset> read(Map<String, JsonNode> files, Optional<List<String>> wanted)
            throws IOException {
        Map<Long, String> categories = categories(files);
        List<String> labels = wanted.orElseGet(() -> List.copyOf(categories.values()));
        BoxCheck check = new BoxCheck(labels, problems);
        Map<Split, DetectionDataset> parts = new EnumMap<>(Split.class);
        for (Map.Entry<String, JsonNode> file : files.entrySet()) {
            List<DetectionDataset.Entry> entries =
                    entries(tree.path(file.getKey()), file.getValue(), categories, check);
            if (parts.put(split(file.getKey()), new DetectionDataset(tree, entries, labels)) != null) {
                throw new DatasetException(tree.name() + " holds several COCO files for one part: " + files.keySet());
            }
        }
        return new Splits<>(tree.name(), parts);
    }

    private Map<Long, String> categories(Map<String, JsonNode> files) throws DatasetException {
        Map<Long, String> categories = new TreeMap<>();
        for (Map.Entry<String, JsonNode> file : files.entrySet()) {
            String where = tree.path(file.getKey());
            for (JsonNode category : file.getValue().path("categories")) {
                long id = id(where, category);
                String name = category.path("name").asText();
                String other = categories.put(id, name);
                if (other != null && !other.equals(name)) {
                    throw new DatasetException(
                            where + " calls the category " + id + " '" + name + "', which is '" + other + "' already");
                }
            }
        }
        return categories;
    }

    private static long id(String where, JsonNode node) throws DatasetException {
        long id = node.path("id").asLong(Long.MIN_VALUE);
        if (id == Long.MIN_VALUE) {
            throw new DatasetException(where + " lists an image or a category without a number for its id");
        }
        return id;
    }

    private static Split split(String file) {
        return WORD.matcher(FileTree.fileName(file))
                .results()
                .flatMap(word -> Split.named(word.group()).stream())
                .findFirst()
                .orElse(Split.ALL);
    }

    /** An image, and what was read of its objects so far. */
    private record Listed(String file, Size size, List<ObjectBox> objects) {}

    private List<DetectionDataset.Entry> entries(
            String where, JsonNode root, Map<Long, String> categories, BoxCheck check) throws IOException {
        Map<Long, Optional<Listed>> images = new LinkedHashMap<>();
        for (JsonNode image : root.path("images")) {
            String file = file(where, image.path("file_name").asText(""));
            Optional<Size> size = ImageSizes.of(
                    tree,
                    file,
                    image.path("width").asInt(),
                    image.path("height").asInt(),
                    problems);
            long id = id(where, image);
            if (images.put(id, size.map(known -> new Listed(file, known, new ArrayList<>()))) != null) {
                throw new DatasetException(where + " lists two images of the id " + id);
            }
        }
        for (JsonNode annotation : root.path("annotations")) {
            Optional<Listed> image = images.get(annotation.path("image_id").asLong(Long.MIN_VALUE));
            String one = where + ": annotation " + annotation.path("id").asText("?");
            if (image == null) {
                problems.add(Kind.UNREADABLE, one + " is of an image that is not listed");
            } else if (image.isPresent()) {
                box(one, annotation, image.get().size, categories, check).ifPresent(image.get().objects::add);
            }
        }
        return images.values().stream()
                .flatMap(Optional::stream)
                .map(image -> new DetectionDataset.Entry(image.file, image.size, image.objects))
                .toList();
    }

    private Optional<ObjectBox> box(
            String where, JsonNode annotation, Size size, Map<Long, String> categories, BoxCheck check)
            throws DatasetException {
        JsonNode box = annotation.path("bbox");
        boolean numbers = box.isArray() && box.size() == 4;
        for (JsonNode number : box) {
            numbers &= number.isNumber();
        }
        if (!numbers) {
            problems.add(Kind.UNREADABLE, where + " has no bbox of four numbers [x, y, width, height]");
            return Optional.empty();
        }
        String label = categories.getOrDefault(
                annotation.path("category_id").asLong(Long.MIN_VALUE),
                "category " + annotation.path("category_id").asText("?"));
        double x = box.get(0).asDouble();
        double y = box.get(1).asDouble();
        Claim claim = new Claim(
                where,
                label,
                x,
                y,
                x + box.get(2).asDouble(),
                y + box.get(3).asDouble(),
                area(annotation),
                annotation.path("iscrowd").asInt() != 0);
        return check.check(claim, size);
    }

    /** COCO's {@code area}; NaN where there is one that is no number. */
    private static OptionalDouble area(JsonNode annotation) {
        return annotation.has("area")
                ? OptionalDouble.of(
                        annotation.get("area").isNumber()
                                ? annotation.get("area").asDouble()
                                : Double.NaN)
                : OptionalDouble.empty();
    }

    /** The image of the given name: of several, the one whose folders say the same part as the annotation file. */
    private String file(String where, String name) throws DatasetException {
        List<String> candidates = imagesByFileName.getOrDefault(FileTree.fileName(name), List.of()).stream()
                .filter(path -> ("/" + path).endsWith("/" + name))
                .sorted(Comparator.comparing((String path) -> split(path.replace('/', '_')) != split(where)))
                .toList();
        if (candidates.isEmpty()) {
            throw new DatasetException(where + " lists the image '" + name + "', which is nowhere in " + tree.name());
        }
        return candidates.get(0);
    }
}
