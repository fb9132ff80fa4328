package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.annotations.AnnotatedImage.Unit;
import io.github.sknet.datasets.annotations.Outline.Polygons;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.ImageFinder;
import io.github.sknet.datasets.files.LeftOut;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * YOLO's: a text file for each image, of the image's name, in a folder {@code labels} where the image's is {@code images}, or
 * beside the image. Each line is an object: the number of its class, and either its box's centre, width and height or the points
 * of a polygon, all as shares of the image's width and height. An image without a file shows nothing.
 *
 * @see <a href="https://docs.ultralytics.com/datasets/detect/">Ultralytics' description</a>
 */
final class YoloFormat implements AnnotationFormat {

    private static final String NUMBER = "[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?";

    private static final String LINE = "[0-9]+(\\.0*)?(\\s+" + NUMBER + "){4,}";

    /** As many files show whether they are labels. */
    private static final int LOOKED_AT = 50;

    @Override
    public String name() {
        return "YOLO's text files (images/, labels/*.txt, data.yaml)";
    }

    @Override
    public boolean outlined() {
        return true;
    }

    @Override
    public Optional<AnnotationSet> read(FileTree tree, Reading reading, boolean outlines) throws IOException {
        Map<String, String> labels = labels(tree);
        if (labels.isEmpty() || !areLabels(tree, labels.values())) {
            return Optional.empty();
        }
        return Optional.of(new Reader(tree, reading, labels).read());
    }

    /** The label file of each image that has one. */
    private static Map<String, String> labels(FileTree tree) {
        Map<String, String> texts = new HashMap<>();
        for (String file : tree.files()) {
            String folded = file.toLowerCase(Locale.ROOT);
            if (folded.endsWith(".txt")) {
                texts.put(folded, file);
            }
        }
        Map<String, String> labels = new HashMap<>();
        for (String image : tree.images()) {
            String folder = FileTree.folder(image);
            String text = "/" + FileTree.stem(image) + ".txt";
            String beside = (folder + text).toLowerCase(Locale.ROOT);
            String apart = (inLabels(folder) + text).toLowerCase(Locale.ROOT);
            String found = texts.getOrDefault(apart, texts.get(folder.isEmpty() ? beside.substring(1) : beside));
            if (found != null) {
                labels.put(image, found);
            }
        }
        return labels;
    }

    /** The last of the folders called images becomes labels. */
    private static String inLabels(String folder) {
        return folder.replaceFirst("(?i)(^|.*/)images(?=/|$)", "$1labels");
    }

    private static boolean areLabels(FileTree tree, Iterable<String> files) throws IOException {
        int looked = 0;
        for (String file : files) {
            List<String> lines = new String(tree.read(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.stream().anyMatch(line -> line.matches(LINE))) {
                return true;
            }
            if (++looked == LOOKED_AT) {
                return false;
            }
        }
        return false;
    }

    /** An object with the number of its class. */
    private record Numbered(int number, Edges edges, Optional<Outline> outline) {}

    private static final class Reader {
        private final FileTree tree;
        private final Reading reading;
        private final Map<String, String> labels;
        private int largest;

        Reader(FileTree tree, Reading reading, Map<String, String> labels) {
            this.tree = tree;
            this.reading = reading;
            this.labels = labels;
        }

        AnnotationSet read() throws IOException {
            YoloData data = YoloData.of(tree, reading).orElse(new YoloData(List.of(), Map.of()));
            Map<Split, List<String>> parts = data.parts().isEmpty() ? byFolder() : byData(data);
            Map<Split, Map<String, List<Numbered>>> objects = new EnumMap<>(Split.class);
            List<String> empty = new ArrayList<>();
            for (Map.Entry<Split, List<String>> part : parts.entrySet()) {
                Map<String, List<Numbered>> images = new LinkedHashMap<>();
                for (String image : part.getValue()) {
                    String file = labels.get(image);
                    images.put(image, file == null ? List.of() : objects(file));
                    if (file == null) {
                        empty.add(image);
                    }
                }
                objects.put(part.getKey(), images);
            }
            if (!empty.isEmpty()) {
                reading.problems()
                        .add(
                                Kind.TAKEN_AS,
                                empty.size(),
                                tree.name() + ": " + empty.size() + " images without a file of labels show nothing: "
                                        + LeftOut.some(empty));
            }
            List<String> names = data.names().isEmpty()
                    ? IntStream.rangeClosed(0, largest)
                            .mapToObj(Integer::toString)
                            .toList()
                    : data.names();
            Map<Split, List<AnnotatedImage>> annotated = new EnumMap<>(Split.class);
            objects.forEach((split, images) -> annotated.put(split, named(images, names)));
            return new AnnotationSet(names.stream().distinct().toList(), annotated);
        }

        private List<AnnotatedImage> named(Map<String, List<Numbered>> images, List<String> names) {
            List<AnnotatedImage> annotated = new ArrayList<>();
            images.forEach((image, objects) -> annotated.add(new AnnotatedImage(
                    image,
                    tree.path(labels.getOrDefault(image, image)),
                    Optional.empty(),
                    Unit.SHARES,
                    objects.stream()
                            .map(object -> new AnnotatedObject(
                                    "",
                                    object.number < names.size() ? names.get(object.number) : "number " + object.number,
                                    object.edges,
                                    object.outline,
                                    OptionalDouble.empty(),
                                    false))
                            .toList())));
            return annotated;
        }

        /** The images of folders where some image has labels. */
        private Map<Split, List<String>> byFolder() {
            Set<String> folders = new HashSet<>();
            labels.keySet().forEach(image -> folders.add(FileTree.folder(image)));
            Map<Split, List<String>> parts = new EnumMap<>(Split.class);
            for (String image : tree.images()) {
                String folder = FileTree.folder(image);
                if (folders.contains(folder)) {
                    parts.computeIfAbsent(Split.ofPath(folder).orElse(Split.ALL), split -> new ArrayList<>())
                            .add(image);
                }
            }
            return parts;
        }

        private Map<Split, List<String>> byData(YoloData data) throws IOException {
            Map<Split, List<String>> parts = new EnumMap<>(Split.class);
            for (Map.Entry<Split, List<String>> part : data.parts().entrySet()) {
                List<String> images = new ArrayList<>();
                for (String written : part.getValue()) {
                    images.addAll(
                            written.toLowerCase(Locale.ROOT).endsWith(".txt") ? listed(written) : within(written));
                }
                if (!images.isEmpty()) {
                    parts.put(part.getKey(), images);
                }
            }
            return parts.isEmpty() ? byFolder() : parts;
        }

        private List<String> within(String written) throws DatasetException {
            Optional<String> folder = YoloData.folder(tree, written);
            if (folder.isEmpty()) {
                reading.problems()
                        .add(Kind.MISSING, tree.name() + " has no folder " + written + ", which its YAML names");
                return List.of();
            }
            return tree.images().stream()
                    .filter(image -> image.startsWith(folder.get() + "/"))
                    .toList();
        }

        private List<String> listed(String written) throws IOException {
            List<String> lists = tree.files().stream()
                    .filter(file -> FileTree.fileName(file).equals(FileTree.fileName(written)))
                    .sorted(Comparator.comparing(String::length))
                    .toList();
            if (lists.isEmpty()) {
                reading.problems()
                        .add(Kind.MISSING, tree.name() + " has no list " + written + ", which its YAML names");
                return List.of();
            }
            ImageFinder finder = new ImageFinder(tree.images());
            List<String> images = new ArrayList<>();
            String list = lists.get(0);
            for (String line : reading.lines(tree.read(list), tree.path(list))) {
                List<String> found = finder.find(line, list);
                if (found.size() == 1) {
                    images.add(found.get(0));
                } else {
                    reading.problems()
                            .add(
                                    Kind.MISSING,
                                    tree.path(list) + " lists the image '" + line + "', which "
                                            + (found.isEmpty()
                                                    ? "is nowhere in " + tree.name()
                                                    : "may be any of " + found));
                }
            }
            return images;
        }

        private List<Numbered> objects(String file) throws IOException {
            List<Numbered> objects = new ArrayList<>();
            for (String line : reading.lines(tree.read(file), tree.path(file))) {
                if (line.matches(LINE)) {
                    Numbered object = object(line.split("\\s+"));
                    largest = Math.max(largest, object.number);
                    objects.add(object);
                } else {
                    reading.problems()
                            .add(
                                    Kind.UNREADABLE,
                                    tree.path(file) + ": '" + line + "' is no number of a class with a box"
                                            + " (x, y, width, height) or a polygon");
                }
            }
            return objects;
        }

        /** Four numbers are a box, five a box with a confidence, more the points of a polygon. */
        private static Numbered object(String[] words) {
            int number = (int) Double.parseDouble(words[0]);
            double[] v = new double[words.length - 1];
            for (int i = 0; i < v.length; i++) {
                v[i] = Double.parseDouble(words[i + 1]);
            }
            if (v.length < 6) {
                Edges edges = new Edges(v[0] - v[2] / 2, v[1] - v[3] / 2, v[0] + v[2] / 2, v[1] + v[3] / 2);
                return new Numbered(number, edges, Optional.empty());
            }
            double[] points = Arrays.copyOf(v, v.length / 2 * 2);
            return new Numbered(number, Edges.around(points), Optional.of(new Polygons(List.of(points))));
        }
    }
}
