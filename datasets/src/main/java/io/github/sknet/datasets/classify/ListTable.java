package io.github.sknet.datasets.classify;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.sknet.datasets.DatasetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A list of images as a table: rows of cells, perhaps below a row of names.
 *
 * @param rows without the row of names
 * @param header the names, in lower case; empty where there are none
 */
record ListTable(List<List<String>> rows, Optional<List<String>> header) {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    /**
     * Reads a text whose columns are separated by tabs, semicolons, commas or, without any of these, by the last white space.
     *
     * @param name what messages call it
     */
    static ListTable read(String text, String name) throws DatasetException {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        List<List<String>> rows = new ArrayList<>();
        for (char separator : new char[] {'\t', ';', ','}) {
            if (first.indexOf(separator) >= 0) {
                return new ListTable(separated(text, separator, name), Optional.empty());
            }
        }
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> rows.add(List.of(line.split("\\s+(?=\\S+$)", 2))));
        return new ListTable(rows, Optional.empty());
    }

    private static List<List<String>> separated(String text, char separator, String name) throws DatasetException {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (MappingIterator<String[]> lines =
                CSV.readerFor(String[].class).with(schema).readValues(text)) {
            return lines.readAll().stream().map(Arrays::asList).toList();
        } catch (IOException broken) {
            throw new DatasetException(name + " is no table of columns: " + broken.getMessage(), broken);
        }
    }

    /** The same with the first row as the names of the columns. */
    ListTable withHeader() {
        List<String> names = rows.get(0).stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        return new ListTable(rows.subList(1, rows.size()), Optional.of(names));
    }

    /** The number of columns, as the first row has them. */
    int width() {
        return rows.isEmpty() ? 0 : rows.get(0).size();
    }

    /** A cell's text; empty where the row is shorter. */
    static String cell(List<String> row, int column) {
        return column < row.size() && row.get(column) != null ? row.get(column).strip() : "";
    }
}
