package io.github.sknet.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file or folder as a user names it. An empty name, as of a shell's variable that is not set, would be the working folder. */
final class NamedPath implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        return of(text);
    }

    static Path of(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("a name is needed, and the one given is empty");
        }
        return Path.of(text);
    }
}
