package io.github.sknet.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Class folders of small grey images, a shade a class. */
public final class Grey {

    private static final int SIDE = 12;

    private Grey() {}

    /** Writes a data set; returns the folder. */
    public static Path write(Path folder, List<String> classes, int each) throws IOException {
        for (int label = 0; label < classes.size(); label++) {
            Path ofClass = Files.createDirectories(folder.resolve(classes.get(label)));
            for (int i = 0; i < each; i++) {
                BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    int shade = 30 + 180 * label / classes.size() + (pixel * 7 + i) % 20;
                    image.getRaster().setSample(pixel % SIDE, pixel / SIDE, 0, shade);
                }
                ImageIO.write(image, "png", ofClass.resolve(i + ".png").toFile());
            }
        }
        return folder;
    }
}
