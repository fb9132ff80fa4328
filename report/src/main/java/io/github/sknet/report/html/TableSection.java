package io.github.sknet.report.html;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of values, as they are: average precision by class, images by class.
 *
 * @param title the heading
 * @param note what is shown, in a sentence
 * @param columns their headings; the first column names the rows
 * @param rows each with as many values as there are columns
 */
public record TableSection(String title, String note, List<String> columns, List<List<String>> rows)
        implements Section {

    public TableSection {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("A row of the table '" + title + "' needs " + columns.size()
                        + " values, not " + row.size() + ": " + row);
            }
        }
    }

    @Override
    public String content() {
        return Html.paragraph(note) + table(columns, rows);
    }

    /** A table that scrolls by itself where it is wider than the page. */
    static String table(List<String> columns, List<List<String>> rows) {
        String head = columns.stream()
                .map(column -> "<th scope=\"col\">" + Html.escape(column) + "</th>")
                .collect(Collectors.joining());
        String body = rows.stream().map(TableSection::row).collect(Collectors.joining());
        return """
                <div class="scroll" tabindex="0">
                <table>
                <thead><tr>%s</tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </div>
                """.formatted(head, body);
    }

    private static String row(List<String> row) {
        return row.stream()
                .skip(1)
                .map(value -> "<td>" + Html.escape(value) + "</td>")
                .collect(Collectors.joining(
                        "", "<tr><th scope=\"row\">" + Html.escape(row.get(0)) + "</th>", "</tr>\n"));
    }
}
