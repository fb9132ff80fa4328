package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.annotations.AnnotatedImage;
import io.github.sknet.datasets.annotations.AnnotationFormat;
import io.github.sknet.datasets.annotations.AnnotationSet;
import io.github.sknet.datasets.classify.ClassPlan.Placed;
import io.github.sknet.datasets.classify.ClassPlan.Unused;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.ImageFinder;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Parts whose images lie in no folders of classes, beside one that has them: ImageNet's validation part. Their classes are said by a list of
 * names with classes ({@code val_annotations.txt}, {@code LOC_val_solution.csv}, Caffe's {@code val.txt}), by Pascal VOC's files with objects of a single
 * class, or by a file of one class a line in the order of the images' names ({@code ILSVRC2012_validation_ground_truth.txt}), whose
 * numbers another file explains ({@code map_clsloc.txt}).
 */
final class FlatParts {

    private final FileTree tree;
    private final Reading reading;
    private final ClassPlan plan;
    private final List<String> known;
    private final Map<String, List<String>> lines = new HashMap<>();

    private FlatParts(FileTree tree, Reading reading, ClassPlan plan) {
        this.tree = tree;
        this.reading = reading;
        this.plan = plan;
        this.known = plan.classes();
    }

    /** The plan with the images of such parts, as far as their classes are said. */
    static ClassPlan completed(FileTree tree, Reading reading, ClassPlan plan) throws IOException {
        return new FlatParts(tree, reading, plan).completed();
    }

    private ClassPlan completed() throws IOException {
        Map<Split, List<String>> flat = new EnumMap<>(Split.class);
        Set<Split> parted = plan.images().stream().map(Placed::split).collect(Collectors.toSet());
        for (Unused unused : plan.unused()) {
            for (String image : unused.files()) {
                Split.ofPath(FileTree.folder(image))
                        .filter(split -> !parted.contains(split))
                        .ifPresent(split -> flat.computeIfAbsent(split, each -> new ArrayList<>())
                                .add(image));
            }
        }
        if (flat.isEmpty() || known.size() < 2) {
            return plan;
        }
        Map<String, String> classes = new HashMap<>(listed(flat));
        if (classes.isEmpty()) {
            classes.putAll(annotated(flat));
        }
        for (Map.Entry<Split, List<String>> part : flat.entrySet()) {
            if (part.getValue().stream().noneMatch(classes::containsKey)) {
                classes.putAll(inOrder(part.getKey(), new ArrayList<>(new TreeSet<>(part.getValue()))));
            }
        }
        List<Placed> images = new ArrayList<>(plan.images());
        flat.forEach((split, files) -> files.stream()
                .filter(classes::containsKey)
                .forEach(file -> images.add(new Placed(file, split, classes.get(file)))));
        List<Unused> rest = plan.unused().stream()
                .map(unused -> new Unused(
                        unused.files().stream()
                                .filter(file -> !classes.containsKey(file))
                                .toList(),
                        unused.why()))
                .toList();
        return new ClassPlan(images, plan.exclusive(), rest);
    }

    private List<String> texts() {
        return tree.files().stream()
                .filter(file -> file.toLowerCase(Locale.ROOT).matches(".*\\.(csv|tsv|txt|lst)"))
                .toList();
    }

    private List<String> lines(String file) throws IOException {
        List<String> read = lines.get(file);
        if (read == null) {
            read = reading.lines(tree.read(file), tree.path(file));
            lines.put(file, read);
        }
        return read;
    }

    /** By lists that name images of these parts and, in another column, classes. */
    private Map<String, String> listed(Map<Split, List<String>> flat) throws IOException {
        List<String> images = flat.values().stream().flatMap(List::stream).toList();
        ImageFinder finder = new ImageFinder(images);
        Map<String, String> classes = new HashMap<>();
        for (String file : texts()) {
            for (String line : lines(file)) {
                String[] cells = line.strip().split("\\s*[\\t;,]\\s*|\\s+");
                List<String> found = cells.length > 1 ? finder.find(cells[0], file) : List.of();
                Optional<String> said = cells.length > 1 ? meant(cells[1]) : Optional.empty();
                if (found.size() == 1 && said.isPresent()) {
                    classes.put(found.get(0), said.get());
                }
            }
        }
        return classes;
    }

    /** A class by its name, or by its number among the sorted ones, from 0. */
    private Optional<String> meant(String said) {
        if (known.contains(said)) {
            return Optional.of(said);
        }
        boolean number = said.matches("\\d{1,9}") && Integer.parseInt(said) < known.size();
        return number ? Optional.of(known.get(Integer.parseInt(said))) : Optional.empty();
    }

    /** By annotations of objects that are all of one class. */
    private Map<String, String> annotated(Map<Split, List<String>> flat) throws IOException {
        Map<String, String> classes = new HashMap<>();
        Optional<AnnotationSet> found;
        try {
            found = AnnotationFormat.find(tree, Reading.usual(AnnotationProblems.untold()), false);
        } catch (DatasetException unreadable) {
            // What no reader of annotations makes sense of says no classes.
            return classes;
        }
        Set<String> wanted = flat.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        List<AnnotatedImage> images = found.stream()
                .flatMap(set -> set.parts().values().stream())
                .flatMap(List::stream)
                .filter(image -> wanted.contains(image.file()))
                .toList();
        for (AnnotatedImage image : images) {
            Set<String> labels =
                    image.objects().stream().map(object -> object.label()).collect(Collectors.toSet());
            labels.retainAll(known);
            if (labels.size() == 1) {
                classes.put(image.file(), labels.iterator().next());
            }
        }
        return classes;
    }

    /** By a file of as many lines as the part has images, each of a class. */
    private Map<String, String> inOrder(Split split, List<String> images) throws IOException {
        for (String file : texts()) {
            List<String> said = lines(file);
            boolean numbers = said.stream().allMatch(line -> line.strip().matches("\\d{1,9}"));
            boolean names = said.stream().allMatch(line -> known.contains(line.strip()));
            boolean otherPart = Split.mentioned(FileTree.fileName(file))
                    .filter(named -> named != split)
                    .isPresent();
            if (said.size() == images.size() && !otherPart && (numbers || names)) {
                Optional<Map<String, String>> meaning = names ? Optional.of(themselves()) : numbered(said);
                if (meaning.isPresent()) {
                    Map<String, String> classes = new HashMap<>();
                    for (int i = 0; i < images.size(); i++) {
                        classes.put(images.get(i), meaning.get().get(said.get(i).strip()));
                    }
                    return classes;
                }
                reading.problems()
                        .add(
                                Kind.UNUSED,
                                tree.path(file) + " has a number for each of the " + images.size()
                                        + " images of the part "
                                        + split.id()
                                        + ", but no list says which class each number means (map_clsloc.txt: CLASS NUMBER)");
            }
        }
        return Map.of();
    }

    private Map<String, String> themselves() {
        return known.stream().collect(Collectors.toMap(name -> name, name -> name));
    }

    /** By a file whose lines begin with a class and its number, of every number that is asked for. */
    private Optional<Map<String, String>> numbered(List<String> asked) throws IOException {
        for (String file : texts()) {
            Map<String, String> meaning = new HashMap<>();
            for (String line : lines(file)) {
                String[] cells = line.strip().split("\\s*[\\t;,]\\s*|\\s+");
                if (cells.length > 1 && known.contains(cells[0]) && cells[1].matches("\\d{1,9}")) {
                    meaning.put(cells[1], cells[0]);
                }
            }
            Set<String> lacking = new HashSet<>(asked);
            lacking.removeAll(meaning.keySet());
            if (!meaning.isEmpty() && lacking.isEmpty()) {
                return Optional.of(meaning);
            }
        }
        return Optional.empty();
    }
}
