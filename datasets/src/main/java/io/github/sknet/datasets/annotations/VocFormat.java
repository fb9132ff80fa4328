package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.annotations.AnnotatedImage.Unit;
import io.github.sknet.datasets.annotations.VocAnnotation.VocObject;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.ImageFinder;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Pascal VOC's: an XML file for each image, of the image's name, in a folder beside the images' ({@code Annotations/ID.xml},
 * {@code JPEGImages/ID.jpg}) or beside the images themselves. The parts stand in lists of names ({@code ImageSets/Main/train.txt})
 * or are folders.
 *
 * <p>As in VOC's development kit, pixels are counted from 1 and the right and lower edges belong to the box.
 */
final class VocFormat implements AnnotationFormat {

    private static final String ROOT = "annotations";

    @Override
    public String name() {
        return "Pascal VOC's XML (Annotations/*.xml and JPEGImages, or beside the images)";
    }

    @Override
    public boolean outlined() {
        return false;
    }

    @Override
    public Optional<AnnotationSet> read(FileTree tree, Reading reading, boolean outlines) throws IOException {
        List<String> files = tree.files().stream()
                .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".xml"))
                .toList();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        requireOneRoot(tree, files);
        return Optional.of(new Reader(tree, reading).read(files));
    }

    /** Folders of parts may have their own annotations. */
    private static void requireOneRoot(FileTree tree, List<String> files) throws DatasetException {
        List<String> roots = files.stream()
                .map(FileTree::folder)
                .filter(folder -> FileTree.fileName(folder).equalsIgnoreCase(ROOT))
                .map(FileTree::folder)
                .filter(root -> Split.ofPath(root).isEmpty())
                .distinct()
                .toList();
        if (roots.size() > 1) {
            throw new DatasetException(tree.name()
                    + " holds several data sets of Pascal VOC's layout, of which one is to be chosen: " + roots);
        }
    }

    private static final class Reader {
        private final FileTree tree;
        private final Reading reading;
        private final ImageFinder finder;

        Reader(FileTree tree, Reading reading) {
            this.tree = tree;
            this.reading = reading;
            this.finder = new ImageFinder(tree.images());
        }

        AnnotationSet read(List<String> files) throws IOException {
            Map<String, VocAnnotation> annotations = new LinkedHashMap<>();
            String first = "";
            for (String file : files) {
                try {
                    annotations.put(file, VocAnnotation.read(tree.read(file), tree.path(file)));
                } catch (DatasetException broken) {
                    reading.problems().add(Kind.UNREADABLE, broken.getMessage());
                    first = first.isEmpty() ? broken.getMessage() : first;
                }
            }
            if (annotations.isEmpty()) {
                throw new DatasetException(
                        "None of the annotations in " + tree.name() + " can be read; the first: " + first);
            }
            List<String> classes = annotations.values().stream()
                    .flatMap(annotation -> annotation.objects().stream())
                    .map(VocObject::label)
                    .filter(label -> !label.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
            Map<Split, List<AnnotatedImage>> parts = new EnumMap<>(Split.class);
            for (Map.Entry<Split, List<String>> part : parts(annotations).entrySet()) {
                List<AnnotatedImage> images = new ArrayList<>();
                for (String file : part.getValue()) {
                    image(file, annotations.get(file)).ifPresent(images::add);
                }
                parts.put(part.getKey(), images);
            }
            return new AnnotationSet(classes, parts);
        }

        private Map<Split, List<String>> parts(Map<String, VocAnnotation> annotations) throws IOException {
            Map<Split, List<String>> parts = listed(annotations);
            if (parts.isEmpty()) {
                for (String file : annotations.keySet()) {
                    Split split = Split.ofPath(FileTree.folder(file)).orElse(Split.ALL);
                    parts.computeIfAbsent(split, each -> new ArrayList<>()).add(file);
                }
            }
            return parts;
        }

        private Map<Split, List<String>> listed(Map<String, VocAnnotation> annotations) throws IOException {
            Map<String, String> byId = new LinkedHashMap<>();
            annotations.keySet().forEach(file -> byId.put(FileTree.stem(file), file));
            Map<Split, List<String>> parts = new EnumMap<>(Split.class);
            for (VocList list : VocList.of(tree, "main")) {
                List<String> files = new ArrayList<>();
                for (String line : list.ids(tree, reading)) {
                    String id = byId.containsKey(line) ? line : VocList.withoutMark(line);
                    if (byId.containsKey(id)) {
                        files.add(byId.get(id));
                    } else {
                        reading.problems()
                                .add(
                                        Kind.MISSING,
                                        tree.path(list.file()) + " lists '" + id + "', but there is no annotation " + id
                                                + ".xml");
                    }
                }
                parts.put(list.split(), files);
            }
            return parts;
        }

        private Optional<AnnotatedImage> image(String file, VocAnnotation annotation) throws DatasetException {
            List<String> images = notMasks(finder.find(FileTree.stem(file), file));
            if (images.isEmpty() && !annotation.fileName().isEmpty()) {
                images = notMasks(finder.find(annotation.fileName(), file));
            }
            if (images.size() != 1) {
                reading.problems()
                        .add(
                                Kind.MISSING,
                                tree.path(file) + " has no image " + FileTree.stem(file) + ".jpg"
                                        + (images.isEmpty() ? "" : ", but several that may be meant: " + images));
                return Optional.empty();
            }
            List<AnnotatedObject> objects = new ArrayList<>();
            for (VocObject object : annotation.objects()) {
                object(file, object).ifPresent(objects::add);
            }
            return Optional.of(new AnnotatedImage(
                    images.get(0),
                    tree.path(file),
                    AnnotatedImage.size(annotation.width(), annotation.height()),
                    Unit.PIXELS,
                    objects));
        }

        /** Beside the images there may be masks of their names. */
        private static List<String> notMasks(List<String> images) {
            if (images.size() < 2) {
                return images;
            }
            return images.stream()
                    .filter(image ->
                            !FileTree.folder(image).matches("(?i).*(mask|trimap|Segmentation(Class|Object)).*"))
                    .toList();
        }

        private Optional<AnnotatedObject> object(String file, VocObject object) throws DatasetException {
            List<OptionalDouble> edges =
                    Stream.of("xmin", "ymin", "xmax", "ymax").map(object::edge).toList();
            if (object.label().isEmpty() || edges.stream().anyMatch(OptionalDouble::isEmpty)) {
                reading.problems()
                        .add(
                                Kind.UNREADABLE,
                                tree.path(file)
                                        + ": an object lacks its name or one of xmin, ymin, xmax, ymax, or they are no"
                                        + " numbers");
                return Optional.empty();
            }
            double[] e = edges.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
            return Optional.of(
                    AnnotatedObject.box(object.label(), new Edges(e[0] - 1, e[1] - 1, e[2], e[3]), object.difficult()));
        }
    }
}
