package io.github.sknet.serve;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.serve.http.HttpLimits;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.repository.ModelSource;
import io.github.sknet.serve.work.QueueLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small models, images to ask about, and limits that tests reach soon. */
final class ServedModels {

    /** The most bytes of a body. */
    static final int BODY = 1 << 20;

    /** How long a client may be as slow as it likes. */
    static final Duration PATIENCE = Duration.ofMillis(1500);

    private ServedModels() {}

    /** A classifier of three classes for 32×32 pixels. */
    static ModelFile classifier(int seed) {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 3);
        return ModelFile.of(architecture, Weights.initial(architecture.build(), seed))
                .withLabels(List.of("cat", "dog", "heron"))
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32));
    }

    static Path write(ModelFile model, Path file) throws IOException {
        model.write(file);
        return file;
    }

    static QueueLimits queue() {
        return queue(Duration.ofSeconds(20));
    }

    /** Limits of queues, with a time that clients wait. */
    static QueueLimits queue(Duration timeout) {
        return new QueueLimits(64, 4, Duration.ZERO, timeout);
    }

    static HttpLimits http() {
        return new HttpLimits(BODY, 16L << 20, PATIENCE, 1024, Duration.ofSeconds(30));
    }

    /** A service of model files on a port that is free. */
    static ServeOptions options(Path... files) {
        return new ServeOptions(
                "127.0.0.1",
                0,
                List.of(files).stream().map(ModelSource::of).toList(),
                Optional.empty(),
                true,
                Optional.empty(),
                new ModelLoader("java", 1, 4),
                2,
                queue(),
                http(),
                4_000_000);
    }

    /** A picture of noise, which is not made smaller, as a file. */
    static byte[] noise(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** A picture of stripes, as a file. */
    static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x / 3 % 2 == 0 ? 0xE0A030 : 0x2040C0) + y);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
