package io.github.sknet.vision.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.vision.detect.BoxPicture;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.segment.MaskPicture;
import io.github.sknet.vision.segment.Segmentation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes and colours are where they belong, in pictures of odd sizes, too. */
class DensePicturesTest {

    @TempDir
    Path folder;

    @Test
    void aBoxIsDrawnAroundItsObject() throws IOException {
        Image black = new Image(501, 413, 3, new byte[501 * 413 * 3]);
        Detection detection = new Detection(1, "cell", 0.87f, new BoundingBox(100, 200, 150, 120));
        Path file = folder.resolve("boxes.png");
        try (Picture picture = BoxPicture.of(black, List.of(detection))) {
            assertEquals(1, picture.scale());
            picture.write(file);
        }
        Image drawn = ImageDecoder.read(file);
        Color color = ClassColors.of(1);
        for (int[] edge : new int[][] {{100, 260}, {250, 260}, {175, 320}, {240, 200}}) {
            assertEquals(color.getGreen(), drawn.sample(edge[0], edge[1], 1), 40, "at " + edge[0] + ", " + edge[1]);
        }
        assertEquals(0, drawn.sample(175, 260, 1), "nothing inside");
        assertEquals(0, drawn.sample(300, 260, 1), "nothing outside");
        // The label stands on the box's colour above its upper left corner.
        assertEquals(color.getGreen(), drawn.sample(101, 195, 1), 10);
    }

    @Test
    void smallImagesAreEnlarged() {
        try (Picture picture = BoxPicture.of(new Image(33, 50, 1, new byte[33 * 50]), List.of())) {
            assertEquals(13, picture.scale());
            assertEquals(33 * 13, picture.image().getWidth());
        }
    }

    @Test
    void classesAreColouredAndNamedAndIgnoredPixelsAreNot() {
        byte[] labels = new byte[500 * 401];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 500;
            labels[i] = (byte) (x < 200 ? 0 : x < 400 ? 2 : 255);
        }
        byte[] grey = new byte[500 * 401];
        Arrays.fill(grey, (byte) 100);
        Segmentation segmentation = new Segmentation(new Image(500, 401, 1, labels), List.of("sky", "car", "road"));
        try (Picture picture = MaskPicture.overlay(new Image(500, 401, 1, grey), segmentation, 0.5)) {
            BufferedImage drawn = picture.image();
            assertEquals(new Color(mixed(0).getRGB()), new Color(drawn.getRGB(50, 300)));
            assertEquals(new Color(mixed(2).getRGB()), new Color(drawn.getRGB(300, 300)));
            assertEquals(new Color(100, 100, 100), new Color(drawn.getRGB(450, 300)));
            assertTrue(drawn.getHeight() > 401, "the legend stands below");
            assertTrue(hasBelow(drawn, ClassColors.of(0)) && hasBelow(drawn, ClassColors.of(2)));
            assertTrue(!hasBelow(drawn, ClassColors.of(1)), "there is no car to be named");
        }
    }

    /** The 400 pixels that a shorter side has else would be 24,000,000 for the longer one. */
    @Test
    void anImageOfAnyProportionsHasAPicture() {
        try (Picture picture = new Picture(new Image(60_000, 1, 3, new byte[180_000]))) {
            assertEquals(60_000, picture.image().getWidth());
            assertEquals(1, picture.image().getHeight());
        }
        try (Picture picture = new Picture(new Image(10, 700, 3, new byte[21_000]))) {
            assertEquals(50, picture.image().getWidth());
            assertEquals(3500, picture.image().getHeight());
        }
    }

    private static Color mixed(int label) {
        Color color = ClassColors.of(label);
        return new Color(half(color.getRed()), half(color.getGreen()), half(color.getBlue()));
    }

    private static int half(int level) {
        return Math.round((100 + level) / 2f);
    }

    private static boolean hasBelow(BufferedImage drawn, Color color) {
        for (int y = 402; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                if ((drawn.getRGB(x, y) & 0xFFFFFF) == (color.getRGB() & 0xFFFFFF)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aLongImageIsNotEnlargedBeyondMeasure() throws IOException {
        Image line = new Image(60_000, 1, 1, new byte[60_000]);
        try (Picture picture = new Picture(line)) {
            assertEquals(1, picture.scale());
        }
        try (Picture picture = new Picture(new Image(1000, 2, 1, new byte[2000]))) {
            assertEquals(4, picture.scale(), "4000 pixels wide");
        }
    }

    @Test
    void ownPicturesAreToldFromOthers() throws IOException {
        Path own = folder.resolve("own.png");
        Path other = folder.resolve("other.png");
        BufferedImage pixels = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        pixels.setRGB(2, 1, 0x123456);
        PngFile.write(pixels, own);
        ImageIO.write(pixels, "png", other.toFile());
        assertTrue(PngFile.isOwn(own));
        assertFalse(PngFile.isOwn(other));
        assertFalse(PngFile.isOwn(Files.createFile(folder.resolve("empty.png"))));
        assertEquals(ImageDecoder.read(other), ImageDecoder.read(own));
    }
}
