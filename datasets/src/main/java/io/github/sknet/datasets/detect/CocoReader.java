package io.github.sknet.datasets.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.FileTree;
import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.detect.BoxCheck.Claim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        this.imagesByFileName = tree.images().stream().collect(Collectors.groupingBy(CocoReader::fileName));
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Reads a data set, where the tree holds one of this format. */
    static Optional<Parts<DetectionDataset>> read(
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
            throw new DatasetException(
                    tree.name() + "/" + file + " is not JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private Parts<DetectionDataset> read(Map<String, JsonNode> files, Optional<List<String>> wanted)
            throws IOException {
        Map<Long, String> categories = new TreeMap<>();
        files.values()
                .forEach(root -> root.path("categories")
                        .forEach(node -> categories.put(
                                node.path("id").asLong(), node.path("name").asText())));
        List<String> labels = wanted.orElseGet(() -> List.copyOf(categories.values()));
        BoxCheck check = new BoxCheck(labels, problems);
        Map<Split, DetectionDataset> parts = new EnumMap<>(Split.class);
        for (Map.Entry<String, JsonNode> file : files.entrySet()) {
            List<DetectionDataset.Entry> entries = entries(path(file.getKey()), file.getValue(), categories, check);
            if (parts.put(split(file.getKey()), new DetectionDataset(tree, entries, labels)) != null) {
                throw new DatasetException(tree.name() + " holds several COCO files for one part: " + files.keySet());
            }
        }
        return new Parts<>(tree.name(), parts);
    }

    private static Split split(String file) {
        return WORD.matcher(fileName(file))
                .results()
                .flatMap(word -> Split.named(word.group()).stream())
                .findFirst()
                .orElse(Split.ALL);
    }

    private List<DetectionDataset.Entry> entries(
            String where, JsonNode root, Map<Long, String> categories, BoxCheck check) throws IOException {
        Map<Long, JsonNode> images = new LinkedHashMap<>();
        root.path("images").forEach(image -> images.put(image.path("id").asLong(), image));
        Map<Long, List<ObjectBox>> objects = new HashMap<>();
        images.keySet().forEach(id -> objects.put(id, new ArrayList<>()));
        for (JsonNode annotation : root.path("annotations")) {
            JsonNode image = images.get(annotation.path("image_id").asLong(Long.MIN_VALUE));
            String one = where + ": annotation " + annotation.path("id").asText("?");
            if (image == null) {
                problems.add(Kind.UNREADABLE, one + " is of an image that is not listed");
            } else {
                box(one, annotation, image, categories, check)
                        .ifPresent(objects.get(image.path("id").asLong())::add);
            }
        }
        List<DetectionDataset.Entry> entries = new ArrayList<>();
        for (Map.Entry<Long, JsonNode> image : images.entrySet()) {
            entries.add(new DetectionDataset.Entry(
                    file(where, image.getValue().path("file_name").asText("")),
                    image.getValue().path("width").asInt(),
                    image.getValue().path("height").asInt(),
                    objects.get(image.getKey())));
        }
        return entries;
    }

    private Optional<ObjectBox> box(
            String where, JsonNode annotation, JsonNode image, Map<Long, String> categories, BoxCheck check)
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
                annotation.path("iscrowd").asInt() == 1);
        return check.check(
                claim, image.path("width").asInt(), image.path("height").asInt());
    }

    /** The image of the given name: of several, the one whose folders say the same part as the annotation file. */
    private String file(String where, String name) throws DatasetException {
        List<String> candidates = imagesByFileName.getOrDefault(fileName(name), List.of()).stream()
                .filter(path -> ("/" + path).endsWith("/" + name))
                .sorted(Comparator.comparing((String path) -> split(path.replace('/', '_')) != split(where)))
                .toList();
        if (candidates.isEmpty()) {
            throw new DatasetException(where + " lists the image '" + name + "', which is nowhere in " + tree.name());
        }
        return candidates.get(0);
    }

    private String path(String file) {
        return tree.name() + "/" + file;
    }
}
