package io.github.sknet.app;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table in a file, as RFC 4180 says but with a line feed alone at the end of a row: in UTF-8, its first row the columns' names. */
public final class CsvTable implements Closeable {

    private final List<String> columns;
    private final BufferedWriter out;

    private CsvTable(List<String> columns, BufferedWriter out) throws IOException {
        this.columns = List.copyOf(columns);
        this.out = out;
        writeRow(columns);
    }

    /**
     * Begins a file.
     *
     * @param replace whether what is there may be replaced
     * @throws IOException when it can't be written, or something is there that must stay
     */
    public static CsvTable create(Path file, List<String> columns, boolean replace) throws IOException {
        try {
            BufferedWriter out = replace
                    ? Files.newBufferedWriter(file, StandardCharsets.UTF_8)
                    : Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new CsvTable(columns, out);
        } catch (FileAlreadyExistsException there) {
            throw new IOException(file + " is there already; --force replaces it", there);
        }
    }

    /** Adds a row of values by their columns' names; a column without a value stays empty. */
    public void add(Map<String, Object> row) throws IOException {
        writeRow(columns.stream()
                .map(column -> row.containsKey(column) ? row.get(column).toString() : "")
                .toList());
    }

    private void writeRow(List<String> cells) throws IOException {
        out.write(cells.stream().map(CsvTable::quoted).collect(Collectors.joining(",")));
        out.write('\n');
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(letter -> "\",\r\n".indexOf(letter) >= 0)
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
