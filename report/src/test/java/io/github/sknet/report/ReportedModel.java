package io.github.sknet.report;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Model files of random weights, and pictures of noise. */
public final class ReportedModel {
    public static final int WIDTH = 48;
    public static final int HEIGHT = 32;

    private ReportedModel() {}

    /** Writes a model for pictures of {@value #HEIGHT} × {@value #WIDTH} pixels. */
    public static Path write(Path folder, String network, List<String> labels) throws IOException {
        Architecture architecture = Architecture.of(network, labels.size(), 3);
        Path file = folder.resolve(network + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(labels)
                .withPreprocessing(Preprocessing.exactSize(3, HEIGHT, WIDTH))
                .write(file);
        return file;
    }

    /** Writes a picture of {@value #HEIGHT} × {@value #WIDTH} pixels. */
    public static void picture(Path file, long seed) throws IOException {
        byte[] samples = new byte[WIDTH * HEIGHT * 3];
        new Random(seed).nextBytes(samples);
        Files.createDirectories(file.getParent());
        ImageIO.write(new Image(WIDTH, HEIGHT, 3, samples).toBufferedImage(), "png", file.toFile());
    }

    /** Writes what has the name of a picture and is none. */
    public static void broken(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not a picture");
    }
}
