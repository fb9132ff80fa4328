package io.github.sknet.graph.models;

import io.github.sknet.graph.text.Suggestion;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.SafetensorsReader;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens what is said to be a model file. Where it is none, the message says what it is, and what would be right. */
final class ModelFiles {

    private static final String ENDING = ".safetensors";

    private ModelFiles() {}

    /**
     * Opens a model file.
     *
     * @throws WeightsException when there is no such file, or it isn't a safetensors file
     * @throws IOException when it can't be read
     */
    static SafetensorsReader open(Path file) throws IOException {
        if (file.toString().isEmpty()) {
            throw new WeightsException("A model file has a name, and the one given is empty");
        }
        if (Files.isDirectory(file)) {
            List<String> inside = models(file);
            throw new WeightsException(file + " is a folder, not a model file"
                    + (inside.isEmpty() ? "" : "; did you mean " + file.resolve(inside.get(0)) + "?"));
        }
        if (!Files.exists(file)) {
            throw new WeightsException("There is no file " + file + instead(file));
        }
        try {
            return SafetensorsReader.open(file);
        } catch (WeightsException invalid) {
            FileKind kind = FileKind.of(file);
            if (kind == FileKind.SAFETENSORS || kind == FileKind.UNKNOWN) {
                throw invalid;
            }
            throw new WeightsException(
                    file + " is " + kind.description() + ", not a model file"
                            + (kind.isImportable() ? "; 'sknet import' makes model files of other tools' weights" : ""),
                    invalid);
        }
    }

    /** What was perhaps meant by a file that there is not. */
    private static String instead(Path file) throws IOException {
        if (Models.find(file.toString()).isPresent()) {
            return "; " + file
                    + " is the name of a network, of which 'sknet train' and 'sknet import' make model files";
        }
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        if (!Files.isDirectory(folder)) {
            return "";
        }
        List<String> near = Suggestion.near(file.getFileName().toString(), models(folder));
        return near.isEmpty() ? "" : "; did you mean " + file.resolveSibling(near.get(0)) + "?";
    }

    /** The names of the files in a folder that may be models, in order: of a run, the best comes first. */
    private static List<String> models(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }
}
