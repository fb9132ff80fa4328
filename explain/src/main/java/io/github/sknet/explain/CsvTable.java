package io.github.sknet.explain;

import io.github.sknet.graph.weights.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Rows of comma-separated values (RFC 4180), UTF-8. */
final class CsvTable {
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    CsvTable(Object... header) {
        columns = header.length;
        row(header);
    }

    void row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    "A row of this table has " + columns + " cells, not " + Arrays.toString(cells));
        }
        text.append(Arrays.stream(cells).map(CsvTable::escape).collect(Collectors.joining(",", "", "\n")));
    }

    private static String escape(Object cell) {
        String value = cell.toString();
        return value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    Path write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        return file;
    }
}
