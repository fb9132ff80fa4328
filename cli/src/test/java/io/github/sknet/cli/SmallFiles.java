package io.github.sknet.cli;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Files that commands read, as small as they can be. */
final class SmallFiles {

    private SmallFiles() {}

    /** A classifier of ten nameless classes with the weights that training would begin with. */
    static Path model(Path folder) throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 10, 1);
        Path file = folder.resolve("tiny.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(1, 28, 28))
                .write(file);
        return file;
    }

    /** A black picture. */
    static Path picture(Path folder, String name, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }
}
