package io.github.sknet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file to read, as a user names it: it must not be a folder. */
final class InputFile implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        Path file = NamedPath.of(text);
        if (Files.isDirectory(file)) {
            throw new TypeConversionException(file + " is a folder, and a file is to be read");
        }
        return file;
    }
}
