package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which cells of a list's rows say the classes of its images, and how: one column of names ({@code cat}, or of several {@code
 * cat;dog}, {@code cat|dog}, {@code "cat,dog"}), numbered columns of names ({@code label1}, {@code label2}), or a column for each class, of 0 and 1.
 */
final class ClassColumns {

    private static final List<String> NAMES = List.of(
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
            "classes",
            "categories",
            "tag",
            "tags",
            "attributes",
            "y");

    /** As in {@code Finding Labels}. */
    private static final Pattern ENDING = Pattern.compile(".*[ _-](labels?|class(es)?|tags?|categor(y|ies))");

    private static final Pattern NUMBERED = Pattern.compile("(label|class|category|tag)[ _-]?\\d+");

    /** White space stands between such words, and within names of classes. */
    private static final Set<String> WORDS = Set.of("tags", "attributes");

    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\s+\\d+)*");

    /** 1, or 0 or −1 for an absent class. */
    private static final Pattern MARK = Pattern.compile("-?[01](\\.0*)?");

    private final ListTable table;
    private final List<Integer> columns;
    private final boolean marks;
    private final Optional<Pattern> separator;
    private final Set<String> whole;

    private ClassColumns(
            ListTable table, List<Integer> columns, boolean marks, Optional<Pattern> separator, Set<String> whole) {
        this.table = table;
        this.columns = columns;
        this.marks = marks;
        this.separator = separator;
        this.whole = whole;
    }

    /**
     * Looks for them.
     *
     * @param rest the columns that say neither image nor part
     * @param several whether an image may be of several classes for sure
     * @param known names of classes, which are never taken apart
     * @param name what messages call the list
     * @throws DatasetException where no column is known to have classes
     */
    static ClassColumns of(ListTable table, List<Integer> rest, boolean several, Set<String> known, String name)
            throws DatasetException {
        for (String usual : NAMES) {
            List<Integer> named = table.named(rest, usual::equals);
            if (!named.isEmpty()) {
                return named(table, named.subList(0, 1), several, known);
            }
        }
        List<Integer> ending =
                table.named(rest, header -> ENDING.matcher(header).matches());
        if (ending.size() == 1) {
            return named(table, ending, several, known);
        }
        List<Integer> numbered =
                table.named(rest, header -> NUMBERED.matcher(header).matches());
        if (!numbered.isEmpty()) {
            return named(table, numbered, several, known);
        }
        if (rest.size() == 1) {
            return named(table, rest, several, known);
        }
        if (isMarked(table, rest)) {
            return new ClassColumns(table, rest, true, Optional.empty(), known);
        }
        if (several) {
            return named(table, rest, true, known);
        }
        throw new DatasetException(name + " has the columns "
                + table.header().map(Object::toString).orElse("1 to " + table.width())
                + ": call the one with the classes 'label'");
    }

    private static boolean isMarked(ListTable table, List<Integer> rest) {
        return table.header().isPresent()
                && table.rows().stream()
                        .allMatch(row -> rest.stream()
                                .allMatch(column -> MARK.matcher(ListTable.cell(row, column))
                                        .matches()));
    }

    private static ClassColumns named(ListTable table, List<Integer> columns, boolean several, Set<String> known) {
        Set<String> cells = new HashSet<>();
        table.rows().forEach(row -> columns.forEach(column -> cells.add(ListTable.cell(row, column))));
        cells.removeAll(known);
        cells.remove("");
        boolean words = cells.stream().allMatch(cell -> NUMBERS.matcher(cell).matches())
                || !table.named(columns, WORDS::contains).isEmpty();
        return new ClassColumns(
                table,
                columns,
                false,
                Stream.of(";", "\\|", ",", "\\s")
                        .filter(sign -> sign.equals("\\s") ? words : isSeparator(sign, cells, several))
                        .map(sign -> Pattern.compile("\\s*" + sign + "\\s*"))
                        .filter(pattern -> cells.stream()
                                .anyMatch(cell -> pattern.matcher(cell).find()))
                        .findFirst(),
                known);
    }

    /** Commas are in names, too ({@code tench, Tinca tinca}): what they divide must come again with others. */
    private static boolean isSeparator(String sign, Set<String> cells, boolean several) {
        if (!sign.equals(",") || several) {
            return true;
        }
        long parts = cells.stream()
                .flatMap(cell -> Arrays.stream(cell.split(sign)))
                .map(String::strip)
                .distinct()
                .count();
        return parts < cells.size();
    }

    /** The classes that a row says, in its order. */
    List<String> classes(List<String> row) {
        if (marks) {
            return columns.stream()
                    .filter(column -> ListTable.cell(row, column).startsWith("1"))
                    .map(column -> table.header().orElseThrow().get(column))
                    .toList();
        }
        List<String> classes = new ArrayList<>();
        for (int column : columns) {
            String cell = ListTable.cell(row, column);
            boolean divided = separator.isPresent() && !whole.contains(cell);
            classes.addAll(divided ? List.of(separator.get().split(cell)) : List.of(cell));
        }
        return classes.stream().filter(name -> !name.isBlank()).distinct().toList();
    }

    /** Whether there is a column for each class, so that a row without a class says that the image has none. */
    boolean marked() {
        return marks;
    }
}
