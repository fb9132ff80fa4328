package io.github.sknet.vision.segment;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.PictureFiles;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The class of each pixel of an image.
 *
 * @param mask labels, one channel, of the image's size
 * @param labels the classes' names
 * @param attention what the network chose; empty where it was not asked for
 */
public record Segmentation(Image mask, List<String> labels, Attention attention) implements Answer {

    /** The mask's value of pixels that are of no class. */
    public static final int IGNORED = 255;

    private static final double OPACITY = 0.5;

    public Segmentation {
        labels = List.copyOf(labels);
    }

    /** A mask that no network has made. */
    public Segmentation(Image mask, List<String> labels) {
        this(mask, labels, Attention.NONE);
    }

    /** The class at a pixel. */
    public int labelAt(int x, int y) {
        return mask.sample(x, y, 0);
    }

    /** The share of pixels of each class, by label; 0 to 1, their sum is 1 (without ignored pixels). */
    public double[] shares() {
        double[] shares = new double[labels.size()];
        for (byte sample : mask.samples()) {
            int label = sample & 0xFF;
            if (label < shares.length) {
                shares[label] += 1.0 / mask.samples().length;
            }
        }
        return shares;
    }

    /** By name, the largest first, those of the classes that occur. */
    private Map<String, Double> sharesByName() {
        double[] shares = shares();
        Map<String, Double> byName = new LinkedHashMap<>();
        IntStream.range(0, shares.length)
                .boxed()
                .filter(label -> shares[label] > 0)
                .sorted(Comparator.comparingDouble(label -> -shares[label]))
                .forEach(label -> byName.put(labels.get(label), shares[label]));
        return byName;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(sharesByName().entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %.1f %%", each.getKey(), 100 * each.getValue()))
                .collect(Collectors.joining(", ")));
        lines.addAll(kernelLines());
        return lines;
    }

    /** {@code mask}: its {@code width} and {@code height}, and {@code shares}, each class's share of the pixels, 0 to 1. */
    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("width", mask.width());
        fields.put("height", mask.height());
        fields.put("shares", sharesByName());
        return Map.of("mask", fields);
    }

    /** {@code label} and {@code share}: a row for each class that occurs. */
    @Override
    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        sharesByName().forEach((label, share) -> rows.add(Map.of("label", label, "share", share)));
        return rows.isEmpty() ? List.of(Map.of()) : rows;
    }

    /** The mask in the colours of its classes. */
    @Override
    public Optional<BufferedImage> layer() {
        return Optional.of(MaskPicture.colored(this));
    }

    /** The image under the colours of its classes, with a legend. */
    @Override
    public Picture picture(Image image) {
        return MaskPicture.overlay(image, this, OPACITY);
    }

    /** Writes the mask, whose indices are the labels, and the overlay. */
    @Override
    public Map<String, Object> write(Image image, PictureFiles files) throws IOException {
        Path file = files.png("-mask");
        MaskPicture.writeMask(this, file);
        Path overlay = files.png("-overlay");
        try (Picture picture = picture(image)) {
            picture.write(overlay);
        }
        Map<String, Object> map = toMap();
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) map.get("mask")).forEach((name, value) -> fields.put((String) name, value));
        fields.put("file", file.toString());
        map.put("mask", fields);
        map.put("picture", overlay.toString());
        return map;
    }
}
