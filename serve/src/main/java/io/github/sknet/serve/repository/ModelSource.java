package io.github.sknet.serve.repository;

import io.github.sknet.graph.models.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Where a model comes from.
 *
 * @param name by which clients ask for it
 * @param reader reads it
 * @param file which is watched, if it is one
 */
public record ModelSource(String name, Reader reader, Optional<Path> file) {

    /** How the names of model files end. */
    static final String SUFFIX = ".safetensors";

    /** Reads a model. */
    @FunctionalInterface
    public interface Reader {
        ModelFile read() throws IOException;
    }

    /**
     * By what it is seen that a file was replaced.
     *
     * @param key the file system's, where it has one
     */
    record Stamp(FileTime time, long size, Object key) {}

    public ModelSource {
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException(
                    "A model's name is a part of addresses: it is not empty and has no '/', as '" + name + "' is");
        }
    }

    /** A file, which is looked at when it is loaded. */
    public static ModelSource of(String name, Path file) {
        return new ModelSource(name, () -> ModelFile.read(file), Optional.of(file));
    }

    /** A file that is called as it is, without the extension. */
    public static ModelSource of(Path file) {
        return of(stem(file), file);
    }

    /** {@code NAME=FILE}, or a file alone. */
    public static ModelSource parse(String text) {
        int equals = text.indexOf('=');
        boolean named = equals > 0 && !text.substring(0, equals).contains("/") && !Files.exists(Path.of(text));
        return named ? of(text.substring(0, equals), Path.of(text.substring(equals + 1))) : of(Path.of(text));
    }

    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** What the file is like at the moment; empty where there is none. */
    Optional<Stamp> stamp() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.get(), BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        } catch (IOException gone) {
            // A file that is away for the moment is not a new one.
            return Optional.empty();
        }
    }
}
