package io.github.sknet.cli;

import io.github.sknet.datasets.files.TextFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of classes, as a user gives them: a file with one a line, or a list. */
final class ClassNames {

    private ClassNames() {}

    /**
     * Reads a file.
     *
     * @param encoding of its text; empty for what its first bytes say, or UTF-8
     * @throws IOException when it can't be read
     * @throws IllegalArgumentException when the names are none, or not different
     */
    static List<String> ofFile(Path file, Optional<Charset> encoding) throws IOException {
        return different(TextFiles.lines(TextFiles.read(file, encoding)).stream());
    }

    /**
     * Reads what may be a file's name, or names separated by commas. A single name with a dot or in a folder is a file's.
     *
     * @param encoding of the file's text; empty for what its first bytes say, or UTF-8
     * @throws IOException when the file is missing or can't be read
     * @throws IllegalArgumentException when the names are none, or not different
     */
    static List<String> of(String fileOrNames, Optional<Charset> encoding) throws IOException {
        Path file = Path.of(fileOrNames);
        if (Files.isRegularFile(file)) {
            return ofFile(file, encoding);
        }
        boolean single = !fileOrNames.contains(",");
        if (single && (fileOrNames.contains(".") || file.getNameCount() > 1)) {
            throw new NoSuchFileException(fileOrNames);
        }
        return different(Stream.of(fileOrNames.split(",")));
    }

    private static List<String> different(Stream<String> names) {
        List<String> given =
                names.map(String::strip).filter(name -> !name.isEmpty()).toList();
        if (given.isEmpty() || given.stream().distinct().count() != given.size()) {
            throw new IllegalArgumentException("--labels takes different names, not " + given);
        }
        return given;
    }
}
