package io.github.sknet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file to write, as a user names it: it is replaced if it is there, but must not be a folder. */
final class OutputFile implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        Path file = NamedPath.of(text);
        if (Files.isDirectory(file)) {
            throw new TypeConversionException(file + " is a folder, and a file is to be written");
        }
        return file;
    }
}
