package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.detect.BoxCheck.Claim;
import io.github.sknet.datasets.detect.VocAnnotation.VocObject;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.graph.Size;
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
    static Optional<Splits<DetectionDataset>> read(
            FileTree tree, Optional<List<String>> labels, AnnotationProblems problems) throws IOException {
        List<String> roots = tree.files().stream()
                .filter(file -> file.endsWith(".xml") && ("/" + file).contains("/" + ANNOTATIONS))
                .map(file -> file.substring(0, ("/" + file).indexOf("/" + ANNOTATIONS)))
                .distinct()
                .toList();
        if (roots.size() > 1) {
            throw new DatasetException(tree.name()
                    + " holds several data sets of Pascal VOC's layout, of which one is to be chosen: " + roots);
        }
        return roots.isEmpty()
                ? Optional.empty()
                : Optional.of(new VocReader(tree, roots.get(0), problems).read(labels));
    }

    private Splits<DetectionDataset> read(Optional<List<String>> wanted) throws IOException {
        Map<String, VocAnnotation> annotations = new LinkedHashMap<>();
        for (String file : tree.files()) {
            if (file.startsWith(root + ANNOTATIONS) && file.endsWith(".xml")) {
                annotations.put(id(file, root + ANNOTATIONS), VocAnnotation.read(tree.read(file), tree.path(file)));
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
                entry(id, annotations.get(id), check).ifPresent(entries::add);
            }
            parts.put(part.getKey(), new DetectionDataset(tree, entries, labels));
        }
        return new Splits<>(tree.name(), parts);
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
                        throw new DatasetException(tree.path(file) + " lists '" + id + "', but there is no " + root
                                + ANNOTATIONS + id + ".xml");
                    }
                }
                ids.put(Split.named(name).orElseThrow(), listed);
            }
        }
        return ids.isEmpty() ? Map.of(Split.ALL, List.copyOf(annotations.keySet())) : ids;
    }

    /** An image with its objects; none where its size is to be taken from it and it can't be read. */
    private Optional<DetectionDataset.Entry> entry(String id, VocAnnotation annotation, BoxCheck check)
            throws IOException {
        String image = imagesById.get(id);
        if (image == null) {
            throw new DatasetException(
                    tree.path(root + ANNOTATIONS + id + ".xml") + " has no image " + root + IMAGES + id + ".jpg");
        }
        Optional<Size> size = ImageSizes.of(tree, image, annotation.width(), annotation.height(), problems);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        List<ObjectBox> objects = new ArrayList<>();
        for (VocObject object : annotation.objects()) {
            box(id, object, size.get(), check).ifPresent(objects::add);
        }
        return Optional.of(new DetectionDataset.Entry(image, size.get(), objects));
    }

    private Optional<ObjectBox> box(String id, VocObject object, Size size, BoxCheck check) throws DatasetException {
        String where = tree.path(root + ANNOTATIONS + id + ".xml");
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
                new Claim(
                        where,
                        object.label(),
                        e[0] - 1,
                        e[1] - 1,
                        e[2],
                        e[3],
                        OptionalDouble.empty(),
                        object.difficult()),
                size);
    }
}
