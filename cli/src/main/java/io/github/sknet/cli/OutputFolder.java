package io.github.sknet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A folder to write to, as a user names it: it need not be there, but must not be anything else. */
final class OutputFolder implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        Path folder = NamedPath.of(text);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new TypeConversionException(folder + " is a file, and a folder is to be written");
        }
        return folder;
    }
}
