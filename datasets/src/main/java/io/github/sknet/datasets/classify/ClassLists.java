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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the class of every image from lists: CSV, tab-separated or plain text with an image and its class a row ({@code
 * images/1.jpg,cat}), under names of columns or without. A column {@code split}, the list's own name ({@code train.csv}) or the
 * image's folder says the part. {@link ClassColumns} knows how a row says its classes, one or several.
 */
final class ClassLists {

    private static final Set<String> PART_COLUMNS = Set.of("split", "set", "part", "subset", "usage");

    /** As many rows show which column names images. */
    private static final int LOOKED_AT = 200;

    private final FileTree tree;
    private final Reading reading;
    private final boolean several;
    private final ImageFinder finder;

    private ClassLists(FileTree tree, Reading reading, boolean several) {
        this.tree = tree;
        this.reading = reading;
        this.several = several;
        this.finder = new ImageFinder(tree.images());
    }

    /**
     * Reads the lists of a tree.
     *
     * @param several whether an image may be of several classes for sure, even where no row says more than one
     * @return empty where there is no list of its images with their classes
     * @throws IOException naming a list that can't be read or understood
     */
    static Optional<ClassPlan> plan(FileTree tree, Reading reading, boolean several) throws IOException {
        ClassLists lists = new ClassLists(tree, reading, several);
        Map<String, Placed> placed = new LinkedHashMap<>();
        for (String file : tree.files()) {
            String name = file.toLowerCase(Locale.ROOT);
            if (name.matches(".*\\.(csv|tsv|txt|lst)") && !name.contains("submission")) {
                for (Placed image : lists.read(file)) {
                    Placed other = placed.get(image.file());
                    placed.put(image.file(), other == null ? image : lists.both(other, image, file));
                }
            }
        }
        if (placed.isEmpty()) {
            return Optional.empty();
        }
        boolean exclusive = !several
                && placed.values().stream().allMatch(image -> image.classNames().size() == 1);
        return Optional.of(new ClassPlan(List.copyOf(placed.values()), exclusive, List.of())
                .without(
                        tree.images().stream()
                                .filter(image -> !placed.containsKey(image))
                                .toList(),
                        "on no list"));
    }

    /** What two rows say of one image: the same, or, where it may be of several classes, those of both. */
    private Placed both(Placed one, Placed other, String file) throws DatasetException {
        if (!several && !Set.copyOf(one.classNames()).equals(Set.copyOf(other.classNames()))) {
            throw new DatasetException(tree.path(file) + " says that " + other.file() + " is of the class "
                    + quoted(other) + ", which is of " + quoted(one)
                    + " already (--multi-label, where an image may be of several)");
        }
        List<String> classes = Stream.concat(one.classNames().stream(), other.classNames().stream())
                .distinct()
                .toList();
        return new Placed(one.file(), one.split(), classes);
    }

    private static String quoted(Placed image) {
        return image.classNames().stream().collect(Collectors.joining(", ", "'", "'"));
    }

    /** A list as a table, and which of its columns names images. */
    private record Listed(ListTable table, int images) {

        /** Whether the names are whole: what could be a separator may also stand in a name, but seldom does. */
        boolean certain() {
            return table.rows().stream()
                    .map(row -> ListTable.cell(row, images))
                    .noneMatch(name -> name.matches(".*[\t;,].*"));
        }
    }

    private List<Placed> read(String file) throws IOException {
        String text = reading.text(tree.read(file), tree.path(file));
        List<Listed> possible = new ArrayList<>();
        Optional<DatasetException> broken = Optional.empty();
        for (char separator : ListTable.separators(text)) {
            try {
                ListTable table = ListTable.read(text, separator, tree.path(file));
                OptionalInt images = table.width() > 1 ? imageColumn(table, file) : OptionalInt.empty();
                images.ifPresent(column -> possible.add(new Listed(table, column)));
            } catch (DatasetException unreadable) {
                broken = Optional.of(unreadable);
            }
        }
        Optional<Listed> list = possible.stream()
                .filter(Listed::certain)
                .findFirst()
                .or(() -> possible.stream().findFirst());
        if (list.isPresent()) {
            return rows(list.get(), file);
        }
        if (broken.isPresent()) {
            throw broken.get();
        }
        return List.of();
    }

    private List<Placed> rows(Listed list, String file) throws DatasetException {
        String first = ListTable.cell(list.table.rows().get(0), list.images);
        boolean headed = finder.find(first, file).isEmpty();
        return rows(headed ? list.table.withHeader() : list.table, file, list.images);
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
        List<Integer> parts = table.named(table.columns(), PART_COLUMNS::contains);
        List<Integer> rest = table.columns().stream()
                .filter(column -> column != imageColumn && !parts.contains(column))
                .toList();
        Set<String> known = reading.labels().map(Set::copyOf).orElse(Set.of());
        ClassColumns columns = ClassColumns.of(table, rest, several, known, tree.path(file));
        List<List<String>> classes = table.rows().stream().map(columns::classes).toList();
        boolean one =
                !several && classes.stream().allMatch(each -> each.size() == 1 || each.isEmpty() && !columns.marked());
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            List<String> row = table.rows().get(i);
            String name = ListTable.cell(row, imageColumn);
            List<String> found = finder.find(name, file);
            if (found.size() != 1) {
                reading.problems()
                        .add(
                                Kind.MISSING,
                                tree.path(file) + " lists the image '" + name + "', which "
                                        + (found.isEmpty()
                                                ? "is nowhere in " + tree.name()
                                                : "may be any of " + found));
            } else if (one && classes.get(i).isEmpty()) {
                reading.problems().add(Kind.UNREADABLE, tree.path(file) + " gives '" + name + "' no class");
            } else {
                placed.add(new Placed(found.get(0), part(parts, row, file, found.get(0)), classes.get(i)));
            }
        }
        if (!one) {
            reading.problems().add(Kind.TAKEN_AS, tree.path(file) + ": an image may be of several classes, or of none");
        }
        return placed;
    }

    private static Split part(List<Integer> parts, List<String> row, String file, String image) {
        Optional<Split> own = parts.isEmpty() ? Optional.empty() : Split.named(ListTable.cell(row, parts.get(0)));
        return own.or(() -> Split.mentioned(FileTree.fileName(file)))
                .or(() -> Split.ofPath(FileTree.folder(image)))
                .orElse(Split.ALL);
    }
}
