package io.github.sknet.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Class folders of small images: the direction of their stripes is the class, so that a few steps learn it. */
final class StripeFolders {

    private static final int SIDE = 28;
    private static final double WAVE = 1.3;

    private StripeFolders() {}

    /**
     * Writes a data set.
     *
     * @param each images of every class, {@code 0.png} and so on
     * @return the folder
     */
    static Path write(Path folder, List<String> classes, int each) throws IOException {
        for (int label = 0; label < classes.size(); label++) {
            Path ofClass = Files.createDirectories(folder.resolve(classes.get(label)));
            for (int i = 0; i < each; i++) {
                ImageIO.write(
                        stripes(Math.PI * label / classes.size(), i),
                        "png",
                        ofClass.resolve(i + ".png").toFile());
            }
        }
        return folder;
    }

    private static BufferedImage stripes(double direction, double phase) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double place = x * Math.cos(direction) + y * Math.sin(direction);
                image.getRaster().setSample(x, y, 0, (int) (127 + 120 * Math.sin(WAVE * place + phase)));
            }
        }
        return image;
    }
}
