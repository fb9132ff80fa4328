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

    /**
     * Checks before the work that a file can be written after it.
     *
     * @throws IllegalArgumentException when its folder is missing, or takes no files
     */
    static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("Cannot write " + file + ": there is no folder " + folder);
        }
        if (!Files.isWritable(file) && !Files.isWritable(folder)) {
            throw new IllegalArgumentException("Cannot write " + file + ": the folder " + folder + " is not writable");
        }
    }
}
