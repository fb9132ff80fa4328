package io.github.sknet.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The names of classes, as a user gives them: a file with one a line, or a list. */
final class ClassNames {

    private ClassNames() {}

    /**
     * Reads a file.
     *
     * @throws IOException when it can't be read
     * @throws IllegalArgumentException when the names are none, or not different
     */
    static List<String> ofFile(Path file) throws IOException {
        try (Stream<String> lines = Files.readAllLines(file).stream()) {
            return different(lines);
        } catch (CharacterCodingException notText) {
            throw new IOException(file + " is not a text in UTF-8, with a class's name a line", notText);
        }
    }

    /**
     * Reads what may be a file's name, or names separated by commas. A single name with a dot or in a folder is a file's.
     *
     * @throws IOException when the file is missing or can't be read
     * @throws IllegalArgumentException when the names are none, or not different
     */
    static List<String> of(String fileOrNames) throws IOException {
        Path file = Path.of(fileOrNames);
        if (Files.isRegularFile(file)) {
            return ofFile(file);
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
