package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.FileTree;
import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.detect.BoxCheck.Claim;
import io.github.sknet.datasets.detect.VocAnnotation.VocObject;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Data sets laid out as Pascal VOC: {@code Annotations/ID.xml}, {@code JPEGImages/ID.jpg} and, where there are parts,
 * {@code ImageSets/Main/train.txt}, {@code val.txt}, {@code test.txt} with one ID a line.
 *
 * <p>As in VOC's development kit, pixels are counted from 1 and the right and lower edges belong to the box.
 */
final class VocReader {
    private static final String ANNOTATIONS = "Annotations/";
    private static final String IMAGES = "JPEGImages/";
    private static final String SETS = "ImageSets/Main/";

    private final FileTree tree;
    private final String root;
    private final AnnotationProblems problems;
    private final Map<String, String> imagesById = new HashMap<>();

    private VocReader(FileTree tree, String root, AnnotationProblems problems) {
        this.tree = tree;
        this.root = root;
        this.problems = problems;
        for (String image : tree.images()) {
            if (image.startsWith(root + IMAGES)) {
                imagesById.put(id(image, root + IMAGES), image);
            }
        }
    }

    private static String id(String file, String folder) {
        return file.substring(folder.length(), file.lastIndexOf('.'));
    }

    /** Reads a data set, where the tree holds one of this layout. */
    static Optional<Parts<DetectionDataset>> read(
            FileTree tree, Optional<List<String>> labels, AnnotationProblems problems) throws IOException {
        Optional<String> root = tree.files().stream()
                .filter(file -> file.endsWith(".xml") && ("/" + file).contains("/" + ANNOTATIONS))
                .map(file -> file.substring(0, ("/" + file).indexOf("/" + ANNOTATIONS)))
                .findFirst();
        return root.isPresent()
                ? Optional.of(new VocReader(tree, root.get(), problems).read(labels))
                : Optional.empty();
    }

    private Parts<DetectionDataset> read(Optional<List<String>> wanted) throws IOException {
        Map<String, VocAnnotation> annotations = new LinkedHashMap<>();
        for (String file : tree.files()) {
            if (file.startsWith(root + ANNOTATIONS) && file.endsWith(".xml")) {
                annotations.put(id(file, root + ANNOTATIONS), VocAnnotation.read(tree.read(file), path(file)));
            }
        }
        List<String> labels = wanted.orElseGet(() -> annotations.values().stream()
                .flatMap(annotation -> annotation.objects().stream())
                .map(VocObject::label)
                .filter(label -> !label.isEmpty())
                .distinct()
                .sorted()
                .toList());
        BoxCheck check = new BoxCheck(labels, problems);
        Map<Split, DetectionDataset> parts = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<String>> part : ids(annotations).entrySet()) {
            List<DetectionDataset.Entry> entries = new ArrayList<>();
            for (String id : part.getValue()) {
                entries.add(entry(id, annotations.get(id), check));
            }
            parts.put(part.getKey(), new DetectionDataset(tree, entries, labels));
        }
        return new Parts<>(tree.name(), parts);
    }

    private Map<Split, List<String>> ids(Map<String, VocAnnotation> annotations) throws IOException {
        Map<Split, List<String>> ids = new EnumMap<>(Split.class);
        for (String name : List.of("train", "val", "test")) {
            String file = root + SETS + name + ".txt";
            if (tree.files().contains(file)) {
                List<String> listed = new String(tree.read(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
                for (String id : listed) {
                    if (!annotations.containsKey(id)) {
                        throw new DatasetException(path(file) + " lists '" + id + "', but there is no " + root
                                + ANNOTATIONS + id + ".xml");
                    }
                }
                ids.put(Split.named(name).orElseThrow(), listed);
            }
        }
        return ids.isEmpty() ? Map.of(Split.ALL, List.copyOf(annotations.keySet())) : ids;
    }

    private DetectionDataset.Entry entry(String id, VocAnnotation annotation, BoxCheck check) throws IOException {
        String image = imagesById.get(id);
        if (image == null) {
            throw new DatasetException(
                    path(root + ANNOTATIONS + id + ".xml") + " has no image " + root + IMAGES + id + ".jpg");
        }
        int width = annotation.width();
        int height = annotation.height();
        if (width == 0 || height == 0) {
            Image decoded = ImageDecoder.decode(tree.read(image), path(image));
            width = decoded.width();
            height = decoded.height();
        }
        List<ObjectBox> objects = new ArrayList<>();
        for (VocObject object : annotation.objects()) {
            box(id, object, width, height, check).ifPresent(objects::add);
        }
        return new DetectionDataset.Entry(image, width, height, objects);
    }

    private Optional<ObjectBox> box(String id, VocObject object, int width, int height, BoxCheck check)
            throws DatasetException {
        String where = path(root + ANNOTATIONS + id + ".xml");
        List<OptionalDouble> edges =
                Stream.of("xmin", "ymin", "xmax", "ymax").map(object::edge).toList();
        if (object.label().isEmpty() || edges.stream().anyMatch(OptionalDouble::isEmpty)) {
            problems.add(
                    Kind.UNREADABLE,
                    where + ": an object lacks its name or one of xmin, ymin, xmax, ymax, or they are no numbers");
            return Optional.empty();
        }
        double[] e = edges.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
        return check.check(
                new Claim(where, object.label(), e[0] - 1, e[1] - 1, e[2], e[3], object.difficult()), width, height);
    }

    private String path(String file) {
        return tree.name() + "/" + file;
    }
}
