package io.github.sknet.djl;

import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures for tests. */
final class Pictures {

    private Pictures() {}

    /** Noise; the same for the same seed. */
    static Path noise(Path file, int width, int height, long seed) throws IOException {
        byte[] samples = new byte[width * height * 3];
        new Random(seed).nextBytes(samples);
        ImageIO.write(new Image(width, height, 3, samples).toBufferedImage(), "png", file.toFile());
        return file;
    }
}
