package io.github.sknet.datasets;

import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A small data set of each task, as the networks of {@link ColorNetworks} see the world. */
final class ColorData {

    /** Of red, green and blue, in the order of the alphabet. */
    static final List<String> LABELS = List.of("cherry", "grass", "sky");

    static final int IMAGES = 6;

    private static final int SIDE = ColorNetworks.SIDE;

    private ColorData() {}

    /**
     * Writes the data set of a task.
     *
     * @return the images, in the data set's order
     */
    static List<Path> write(String task, Path folder) throws IOException {
        return switch (task) {
            case ClassifyTask.ID -> classes(folder);
            case DetectTask.ID -> boxes(folder);
            case SegmentTask.ID -> masks(folder);
            default -> throw new IllegalArgumentException("Here is no data set for the task " + task);
        };
    }

    private static List<Path> classes(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            int label = i / 2;
            byte[] samples = new byte[SIDE * SIDE * 3];
            fill(samples, label, 0, 0, SIDE, SIDE);
            files.add(rgb(folder.resolve(LABELS.get(label)).resolve(i + ".png"), samples));
        }
        return files;
    }

    /** Image i has a square of class i mod 3 in column i mod 4, and one of the next class in the last row. */
    private static List<Path> boxes(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] samples = new byte[SIDE * SIDE * 3];
            StringBuilder annotation = new StringBuilder(
                    "<annotation><size><width>" + SIDE + "</width><height>" + SIDE + "</height></size>");
            for (int object = 0; object < 2; object++) {
                int label = (i + object) % 3;
                int left = i % 4 * ColorNetworks.CELL;
                int top = object * (SIDE - ColorNetworks.CELL);
                int right = left + ColorNetworks.CELL;
                int bottom = top + ColorNetworks.CELL;
                fill(samples, label, left, top, right, bottom);
                annotation.append("<object><name>" + LABELS.get(label) + "</name><bndbox><xmin>" + (left + 1)
                        + "</xmin><ymin>" + (top + 1) + "</ymin><xmax>" + right + "</xmax><ymax>" + bottom
                        + "</ymax></bndbox></object>");
            }
            files.add(rgb(folder.resolve("JPEGImages/" + i + ".png"), samples));
            Path file = folder.resolve("Annotations/" + i + ".xml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, annotation + "</annotation>");
        }
        return files;
    }

    /** Image i has a left half of class i mod 3, a right half of the next class, and a corner that does not count. */
    private static List<Path> masks(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] samples = new byte[SIDE * SIDE * 3];
            byte[] mask = new byte[SIDE * SIDE];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int label = (i + (x < SIDE / 2 ? 0 : 1)) % 3;
                    fill(samples, label, x, y, x + 1, y + 1);
                    mask[y * SIDE + x] = (byte) (x + y < 4 ? 255 : label);
                }
            }
            files.add(rgb(folder.resolve("images/" + i + ".png"), samples));
            png(mask(folder, i), new Image(SIDE, SIDE, 1, mask));
        }
        Files.write(folder.resolve("classes.txt"), LABELS);
        return files;
    }

    /** The mask of an image. */
    static Path mask(Path folder, int image) {
        return folder.resolve("masks/" + image + ".png");
    }

    private static void fill(byte[] samples, int channel, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                samples[(y * SIDE + x) * 3 + channel] = (byte) 255;
            }
        }
    }

    private static Path rgb(Path file, byte[] samples) throws IOException {
        png(file, new Image(SIDE, SIDE, 3, samples));
        return file;
    }

    /** Writes an image file. */
    static void png(Path file, Image image) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(image.toBufferedImage(), "png", file.toFile());
    }
}
