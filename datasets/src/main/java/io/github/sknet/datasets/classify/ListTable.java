package io.github.sknet.datasets.classify;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.sknet.datasets.DatasetException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A list of images as a table: rows of cells, perhaps below a row of names.
 *
 * @param rows without the row of names
 * @param header the names; empty where there are none
 */
record ListTable(List<List<String>> rows, Optional<List<String>> header) {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    /** The last white space of a line, as a separator of two columns. */
    static final char LAST_SPACE = ' ';

    /** What may separate the columns of a text, the likeliest first: what its first line has of tabs, semicolons, commas and white space. */
    static List<Character> separators(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return Stream.of('\t', ';', ',', LAST_SPACE)
                .filter(separator -> first.indexOf(separator) >= 0 || separator == LAST_SPACE)
                .toList();
    }

    /**
     * Reads a text.
     *
     * @param name what messages call it
     * @throws DatasetException when quotes do not end
     */
    static ListTable read(String text, char separator, String name) throws DatasetException {
        if (separator == LAST_SPACE) {
            List<List<String>> rows = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> List.of(line.split("\\s+(?=\\S+$)", 2)))
                    .toList();
            return new ListTable(rows, Optional.empty());
        }
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (MappingIterator<String[]> lines =
                CSV.readerFor(String[].class).with(schema).readValues(text)) {
            return new ListTable(lines.readAll().stream().map(Arrays::asList).toList(), Optional.empty());
        } catch (IOException broken) {
            throw new DatasetException(name + " is no table of columns: " + broken.getMessage(), broken);
        }
    }

    /** The same with the first row as the names of the columns. */
    ListTable withHeader() {
        List<String> names = rows.get(0).stream().map(String::strip).toList();
        return new ListTable(rows.subList(1, rows.size()), Optional.of(names));
    }

    /** Those of some columns whose names, in lower case, are as wanted. */
    List<Integer> named(List<Integer> among, Predicate<String> wanted) {
        return header.map(names -> among.stream()
                        .filter(column -> column < names.size()
                                && wanted.test(names.get(column).toLowerCase(Locale.ROOT)))
                        .toList())
                .orElse(List.of());
    }

    /** All columns, by their numbers. */
    List<Integer> columns() {
        return IntStream.range(0, width()).boxed().toList();
    }

    /** The number of columns, as the longest row has them. */
    int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    /** A cell's text; empty where the row is shorter. */
    static String cell(List<String> row, int column) {
        return column < row.size() && row.get(column) != null ? row.get(column).strip() : "";
    }
}
