package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.classify.ClassPlan.Placed;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.ImageFinder;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds the class of every image from lists: CSV, tab-separated or plain text with an image and its class a row ({@code
 * images/1.jpg,cat}), under names of columns or without. A column {@code split}, the list's own name ({@code train.csv}) or the
 * image's folder says the part. A column of 0 and 1 for each class is read as well, where each row has a single 1.
 */
final class ClassLists {

    private static final List<String> CLASS_COLUMNS = List.of(
            "label",
            "class",
            "category",
            "class_name",
            "classname",
            "label_name",
            "target",
            "species",
            "breed",
            "dx",
            "diagnosis",
            "classid",
            "class_id",
            "labels",
            "tag",
            "y");

    private static final Set<String> PART_COLUMNS = Set.of("split", "set", "part", "subset", "usage");

    /** As many rows show which column names images. */
    private static final int LOOKED_AT = 200;

    private final FileTree tree;
    private final Reading reading;
    private final ImageFinder finder;

    private ClassLists(FileTree tree, Reading reading) {
        this.tree = tree;
        this.reading = reading;
        this.finder = new ImageFinder(tree.images());
    }

    /**
     * Reads the lists of a tree.
     *
     * @return empty where there is no list of its images with their classes
     * @throws IOException naming a list that can't be read or understood
     */
    static Optional<ClassPlan> plan(FileTree tree, Reading reading) throws IOException {
        ClassLists lists = new ClassLists(tree, reading);
        Map<String, Placed> placed = new HashMap<>();
        List<Placed> images = new ArrayList<>();
        for (String file : tree.files()) {
            String name = file.toLowerCase(Locale.ROOT);
            if (name.matches(".*\\.(csv|tsv|txt|lst)") && !name.contains("submission")) {
                for (Placed image : lists.read(file)) {
                    Placed other = placed.putIfAbsent(image.file(), image);
                    if (other == null) {
                        images.add(image);
                    } else if (!other.className().equals(image.className())) {
                        throw new DatasetException(tree.path(file) + " says that " + image.file() + " is of the class '"
                                + image.className() + "', which is of '" + other.className() + "' already");
                    }
                }
            }
        }
        if (images.isEmpty()) {
            return Optional.empty();
        }
        Set<String> used = new HashSet<>(placed.keySet());
        return Optional.of(new ClassPlan(images, List.of())
                .without(
                        tree.images().stream()
                                .filter(image -> !used.contains(image))
                                .toList(),
                        "on no list"));
    }

    private List<Placed> read(String file) throws IOException {
        ListTable table = ListTable.read(reading.text(tree.read(file), tree.path(file)), tree.path(file));
        OptionalInt images = imageColumn(table, file);
        if (images.isEmpty() || table.width() < 2) {
            return List.of();
        }
        boolean headed = finder.find(ListTable.cell(table.rows().get(0), images.getAsInt()), file)
                .isEmpty();
        ListTable body = headed ? table.withHeader() : table;
        return rows(body, file, images.getAsInt());
    }

    /** The column most of whose cells are names of images; empty where there is none. */
    private OptionalInt imageColumn(ListTable table, String file) {
        List<List<String>> looked =
                table.rows().subList(0, Math.min(LOOKED_AT, table.rows().size()));
        return IntStream.range(0, table.width())
                .filter(column -> 2
                                * looked.stream()
                                        .filter(row -> isImage(ListTable.cell(row, column), file))
                                        .count()
                        >= Math.max(looked.size() - 1, 1))
                .findFirst();
    }

    private boolean isImage(String cell, String file) {
        return !cell.isEmpty() && !finder.find(cell, file).isEmpty();
    }

    private List<Placed> rows(ListTable table, String file, int imageColumn) throws DatasetException {
        List<Integer> parts = columns(table, PART_COLUMNS::contains);
        List<Integer> rest = IntStream.range(0, table.width())
                .filter(column -> column != imageColumn && !parts.contains(column))
                .boxed()
                .toList();
        List<Integer> classes = classColumns(table, rest, file);
        List<Placed> placed = new ArrayList<>();
        for (List<String> row : table.rows()) {
            String name = ListTable.cell(row, imageColumn);
            List<String> found = finder.find(name, file);
            String className = className(table, row, classes, file);
            if (found.size() != 1) {
                reading.problems()
                        .add(
                                Kind.MISSING,
                                tree.path(file) + " lists the image '" + name + "', which "
                                        + (found.isEmpty()
                                                ? "is nowhere in " + tree.name()
                                                : "may be any of " + found));
            } else if (className.isEmpty()) {
                reading.problems().add(Kind.UNREADABLE, tree.path(file) + " gives '" + name + "' no class");
            } else {
                placed.add(new Placed(found.get(0), part(parts, row, file, found.get(0)), className));
            }
        }
        return placed;
    }

    private static List<Integer> columns(ListTable table, Predicate<String> wanted) {
        return table.header()
                .map(names -> IntStream.range(0, names.size())
                        .filter(column -> wanted.test(names.get(column)))
                        .boxed()
                        .toList())
                .orElse(List.of());
    }

    /** The one column with the classes' names, or one of 0 and 1 for each class. */
    private List<Integer> classColumns(ListTable table, List<Integer> rest, String file) throws DatasetException {
        for (String name : CLASS_COLUMNS) {
            List<Integer> named = columns(table, name::equals);
            if (!named.isEmpty() && rest.contains(named.get(0))) {
                return List.of(named.get(0));
            }
        }
        if (rest.size() == 1) {
            return rest;
        }
        boolean marks = table.header().isPresent()
                && table.rows().stream()
                        .allMatch(row -> rest.stream()
                                .allMatch(column -> ListTable.cell(row, column).matches("[01](\\.0*)?")));
        if (!marks) {
            throw new DatasetException(tree.path(file) + " has the columns "
                    + table.header().map(Object::toString).orElse("1 to " + table.width())
                    + ": call the one with the classes 'label'");
        }
        return rest;
    }

    private String className(ListTable table, List<String> row, List<Integer> columns, String file)
            throws DatasetException {
        if (columns.size() == 1) {
            return ListTable.cell(row, columns.get(0));
        }
        List<String> marked = columns.stream()
                .filter(column -> ListTable.cell(row, column).startsWith("1"))
                .map(column -> table.header().orElseThrow().get(column))
                .toList();
        if (marked.size() != 1) {
            throw new DatasetException(tree.path(file) + " gives " + row.get(0) + " the classes " + marked
                    + "; an image of several classes, or of none, can't be learned from");
        }
        return marked.get(0);
    }

    private static Split part(List<Integer> parts, List<String> row, String file, String image) {
        Optional<Split> own = parts.isEmpty() ? Optional.empty() : Split.named(ListTable.cell(row, parts.get(0)));
        return own.or(() -> Split.mentioned(FileTree.fileName(file)))
                .or(() -> Split.ofPath(FileTree.folder(image)))
                .orElse(Split.ALL);
    }
}
