package io.github.sknet.djl;

import io.github.sknet.graph.text.Listing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the model file that a path of DJL's means. */
final class ModelPath {

    private static final String EXTENSION = ".safetensors";

    /** What the files are called that runs and people write. */
    private static final List<String> USUAL = List.of("model", "best");

    private static final int LISTED = 5;

    private ModelPath() {}

    /**
     * The model file.
     *
     * @param path a file or a folder
     * @param prefix what the file is called without its extension; {@code null} where it is not known
     * @param model the model's name for DJL
     * @throws FileNotFoundException saying what is there, when it can't be told
     */
    static Path find(Path path, String prefix, String model) throws IOException {
        if (Files.isRegularFile(path)) {
            return path;
        }
        if (!Files.isDirectory(path)) {
            throw new FileNotFoundException(path + " does not exist");
        }
        if (prefix != null) {
            Path named = path.resolve(prefix + EXTENSION);
            if (!Files.isRegularFile(named)) {
                throw new FileNotFoundException(named + " does not exist");
            }
            return named;
        }
        List<Path> candidates;
        try (Stream<Path> files = Files.list(path)) {
            candidates = files.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .toList();
        }
        if (candidates.isEmpty()) {
            throw new FileNotFoundException("There is no model file (*" + EXTENSION + ") in " + path);
        }
        return Stream.concat(
                        Stream.of(model, String.valueOf(path.toAbsolutePath().getFileName())), USUAL.stream())
                .filter(Objects::nonNull)
                .map(name -> path.resolve(name + EXTENSION))
                .filter(candidates::contains)
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(only -> candidates.size() == 1)
                        .findFirst())
                .orElseThrow(() -> new FileNotFoundException("Which model file of " + path + " is meant? There are "
                        + Listing.names(names(candidates), LISTED) + "; optModelName says it"));
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
