package io.github.sknet.datasets.annotations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What stands beside YOLO's labels: the classes' names and where the parts are, in {@code data.yaml}; or names alone, one a line,
 * in {@code classes.txt} or {@code obj.names}.
 *
 * @param names of the classes, by number; empty where they are not said
 * @param parts of each part, the paths of folders of images or of lists of images, as they are written
 */
record YoloData(List<String> names, Map<Split, List<String>> parts) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Reads them; empty where there is none of these files. */
    static Optional<YoloData> of(FileTree tree, Reading reading) throws IOException {
        for (String file : tree.files()) {
            if (file.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml")) {
                JsonNode root = parse(tree, file, reading);
                if (root.path("names").isContainerNode()) {
                    return Optional.of(new YoloData(names(root.path("names")), parts(root)));
                }
            }
        }
        for (String file : tree.files()) {
            String name = FileTree.fileName(file).toLowerCase(Locale.ROOT);
            if (name.equals("classes.txt") || name.endsWith(".names")) {
                return Optional.of(new YoloData(reading.lines(tree.read(file), tree.path(file)), Map.of()));
            }
        }
        return Optional.empty();
    }

    private static JsonNode parse(FileTree tree, String file, Reading reading) throws IOException {
        try {
            return YAML.readTree(reading.text(tree.read(file), tree.path(file)));
        } catch (JsonProcessingException broken) {
            throw new DatasetException(tree.path(file) + " is not YAML: " + broken.getOriginalMessage(), broken);
        }
    }

    /** A list of names, or names by number. */
    private static List<String> names(JsonNode names) {
        if (names.isArray()) {
            return StreamSupport.stream(names.spliterator(), false)
                    .map(name -> name.asText().strip())
                    .toList();
        }
        List<String> byNumber = new ArrayList<>();
        names.properties().forEach(field -> {
            int number = field.getKey().matches("\\d{1,5}") ? Integer.parseInt(field.getKey()) : byNumber.size();
            while (byNumber.size() <= number) {
                byNumber.add(Integer.toString(byNumber.size()));
            }
            byNumber.set(number, field.getValue().asText().strip());
        });
        return byNumber;
    }

    private static Map<Split, List<String>> parts(JsonNode root) {
        Map<Split, List<String>> parts = new EnumMap<>(Split.class);
        root.properties()
                .forEach(field -> Split.named(field.getKey()).ifPresent(split -> {
                    List<String> paths = new ArrayList<>();
                    JsonNode value = field.getValue();
                    if (value.isTextual()) {
                        paths.add(value.asText());
                    }
                    value.elements().forEachRemaining(each -> paths.add(each.asText()));
                    if (!paths.isEmpty()) {
                        parts.put(split, paths);
                    }
                }));
        return parts;
    }

    /** The folder with images that a written path means: the one with most of its last parts; empty where there is none. */
    static Optional<String> folder(FileTree tree, String written) {
        List<String> steps = List.of(written.replace('\\', '/').split("/")).stream()
                .filter(step -> !step.isEmpty() && !step.equals(".") && !step.equals(".."))
                .toList();
        for (int first = 0; first < steps.size(); first++) {
            String end = String.join("/", steps.subList(first, steps.size()));
            Optional<String> found = tree.folders().stream()
                    .filter(folder -> folder.equals(end) || folder.endsWith("/" + end))
                    .filter(folder -> tree.images().stream().anyMatch(image -> image.startsWith(folder + "/")))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
