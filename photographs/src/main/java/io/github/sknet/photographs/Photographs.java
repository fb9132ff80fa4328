package io.github.sknet.photographs;

import io.github.sknet.graph.models.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The bundled model: which of ten things a photograph shows (airplane, automobile, bird, cat, deer, dog, frog, horse, ship,
 * truck). A network with selective kernels, trained by this project on CIFAR-10 (Krizhevsky 2009); images are scaled to 32×32
 * pixels for it. How it was made and how often it is right stands in {@code README.md} of its module.
 *
 * <pre>{@code
 * ModelFile model = Photographs.model();
 * try (Classifier classifier = Classifier.of(model, model.preprocessing().orElseThrow(), "java", 2)) {
 *     System.out.println(classifier.predict(Path.of("cat.jpg")).best());
 * }
 * }</pre>
 */
public final class Photographs {

    private static final String FILE = "photographs.safetensors";

    private Photographs() {}

    /**
     * Opens the model file.
     *
     * @return a safetensors file as {@code ModelFile.read} takes it, weights in half precision, to be closed by the caller
     * @throws IOException if the resource is damaged
     */
    public static InputStream open() throws IOException {
        InputStream resource = Photographs.class.getResourceAsStream(FILE);
        if (resource == null) {
            throw new IOException("the resource " + FILE + " is missing from the sknet-photographs artifact");
        }
        return resource;
    }

    /**
     * Reads the model: network, weights, labels, and how images are prepared.
     *
     * @throws IOException if the resource is damaged, or the folder of temporary files can't be written to
     */
    public static ModelFile model() throws IOException {
        // Model files are read in parts, by position, which a resource in a jar does not offer.
        Path copy = Files.createTempFile("sknet-", "-" + FILE);
        try (InputStream resource = open()) {
            Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
            return ModelFile.read(copy);
        } finally {
            Files.delete(copy);
        }
    }
}
