package io.github.sknet.datasets;

import io.github.sknet.vision.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Image files for tests: a red rectangle of 30×30 pixels at (20, 15) on grey, 80×60, as the annotations of the tests have it. */
public final class Pictures {

    public static final int WIDTH = 80;
    public static final int HEIGHT = 60;

    private Pictures() {}

    /** Writes files by their paths below a folder, in the format of their extensions. */
    public static void images(Path folder, String... files) throws IOException {
        for (String file : files) {
            String format = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            write(folder, file, encoded(picture(), format));
        }
    }

    /** Writes a photograph that EXIF turns. */
    public static void writeTurned(Path folder, String file, int orientation) throws IOException {
        byte[] plain = encoded(picture(), "jpg");
        byte[] exif = ("\u00FF\u00E1\0\42Exif\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0" + (char) orientation
                        + "\0\0\0\0\0\0\0")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        out.writeBytes(exif);
        out.write(plain, 2, plain.length - 2);
        write(folder, file, out.toByteArray());
    }

    /** Writes a mask of one channel: a value in the rectangle, 0 around it. */
    public static void writeMask(Path folder, String file, int inside) throws IOException {
        byte[] samples = new byte[WIDTH * HEIGHT];
        for (int y = 15; y < 45; y++) {
            Arrays.fill(samples, y * WIDTH + 20, y * WIDTH + 50, (byte) inside);
        }
        write(folder, file, encoded(new Image(WIDTH, HEIGHT, 1, samples), "png"));
    }

    /** Whether a pixel is of the rectangle. */
    public static boolean isRed(Image image, int x, int y) {
        return image.sample(x, y, 0) > 150 && image.sample(x, y, 1) < 90;
    }

    private static Image picture() {
        byte[] samples = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            boolean red = x >= 20 && x < 50 && y >= 15 && y < 45;
            samples[3 * i] = (byte) (red ? 220 : 120);
            samples[3 * i + 1] = (byte) (red ? 30 : 120);
            samples[3 * i + 2] = (byte) (red ? 30 : 120);
        }
        return new Image(WIDTH, HEIGHT, 3, samples);
    }

    private static byte[] encoded(Image image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image.toBufferedImage(), format, out);
        return out.toByteArray();
    }

    /** Writes any content. */
    public static void write(Path folder, String file, byte[] content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    /** Writes a text. */
    public static void write(Path folder, String file, String content) throws IOException {
        write(folder, file, content.getBytes(StandardCharsets.UTF_8));
    }
}
