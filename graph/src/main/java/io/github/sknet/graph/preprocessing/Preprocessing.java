package io.github.sknet.graph.preprocessing;

import io.github.sknet.graph.engine.Normalization;
import io.github.sknet.graph.json.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How an image becomes a network's input, without any chance: the same in training's evaluation, in prediction and in
 * the model file. The image is made grey or RGB where that is asked for, resized, cropped, divided by the largest value of its samples'
 * form (255 of 8 bits, 65535 of 16, 1 of floating-point samples) and normalised to {@code (value - mean) / std}, as torchvision's {@code Resize}, {@code CenterCrop}, {@code ToTensor} and
 * {@code Normalize} do on Pillow images.
 *
 * @param channels C: 1 (grey), 3 (RGB), or as many as a sensor has
 * @param height H of the input, in pixels
 * @param width W of the input, in pixels
 * @param resizeShorterSide the shorter side's length before the centre is cropped to H×W; 0: the whole image is resized
 *     to exactly H×W instead
 * @param interpolation how images are resized
 * @param mean a value for each channel, in the unit of samples divided by the largest
 * @param std a value for each channel, above 0, in the same unit
 */
public record Preprocessing(
        int channels,
        int height,
        int width,
        int resizeShorterSide,
        Interpolation interpolation,
        List<Double> mean,
        List<Double> std) {

    private static final int MAX_SIDE = 1 << 15;

    public Preprocessing {
        if (channels < 1) {
            throw new IllegalArgumentException("Preprocessing makes at least one channel, not " + channels);
        }
        if (!isSide(height) || !isSide(width)) {
            throw new IllegalArgumentException("A network's input is 1×1 … " + MAX_SIDE + "×" + MAX_SIDE
                    + " pixels, not " + height + "×" + width + " (height×width)");
        }
        if ((long) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "An input of " + channels + "×" + height + "×" + width + " values is more than fits one array");
        }
        if (resizeShorterSide != 0 && !isSide(resizeShorterSide)) {
            throw new IllegalArgumentException("The shorter side is resized to 1 … " + MAX_SIDE
                    + " pixels (0: exact resize), not " + resizeShorterSide);
        }
        if (interpolation == null) {
            throw new IllegalArgumentException("Preprocessing needs an interpolation: bilinear, bicubic or nearest");
        }
        mean = perChannel("mean", mean, channels);
        std = perChannel("std", std, channels);
        if (std.stream().anyMatch(value -> value.floatValue() <= 0)) {
            throw new IllegalArgumentException("Each channel's std is above 0, not " + std);
        }
    }

    private static boolean isSide(int pixels) {
        return pixels >= 1 && pixels <= MAX_SIDE;
    }

    private static List<Double> perChannel(String name, List<Double> values, int channels) {
        if (values == null || values.size() != channels) {
            throw new IllegalArgumentException(
                    "Preprocessing of " + channels + " channels needs as many values of '" + name + "', not " + values);
        }
        if (values.stream().anyMatch(value -> value == null || !Float.isFinite(value.floatValue()))) {
            throw new IllegalArgumentException("Each channel's " + name + " is a finite number, not " + values);
        }
        return List.copyOf(values);
    }

    /** ImageNet's mean and standard deviation, a centre crop of a resized image: (256, 224) is the paper's. */
    public static Preprocessing imageNet(int resizeShorterSide, int crop) {
        return new Preprocessing(
                3,
                crop,
                crop,
                resizeShorterSide,
                Interpolation.BILINEAR,
                List.of(0.485, 0.456, 0.406),
                List.of(0.229, 0.224, 0.225));
    }

    /** ImageNet's usual way at another size than 224: the shorter side is 256 / 224 of the crop. */
    public static Preprocessing imageNet(int crop) {
        return imageNet(Math.round(crop * 256f / 224), crop);
    }

    /** Images resized to exactly H×W, values from −1 to 1. */
    public static Preprocessing exactSize(int channels, int height, int width) {
        List<Double> half = Stream.generate(() -> 0.5).limit(channels).toList();
        return new Preprocessing(channels, height, width, 0, Interpolation.BILINEAR, half, half);
    }

    /** The same with another mean and standard deviation. */
    public Preprocessing normalisedBy(List<Double> mean, List<Double> std) {
        return new Preprocessing(channels, height, width, resizeShorterSide, interpolation, mean, std);
    }

    /** The same for inputs of another size. */
    public Preprocessing sized(int height, int width) {
        return new Preprocessing(channels, height, width, resizeShorterSide, interpolation, mean, std);
    }

    /**
     * The same for square inputs of another size, with the shorter side in proportion: the paper's 224 of 256 becomes 320 of
     * 366.
     */
    public Preprocessing scaledTo(int side) {
        int shorter = (int) Math.round((double) resizeShorterSide * side / Math.min(height, width));
        return new Preprocessing(channels, side, side, shorter, interpolation, mean, std);
    }

    /** How samples become an input's values: {@link #mean} and {@link #std} in float. */
    public Normalization normalization() {
        return new Normalization(floats(mean), floats(std));
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    /** The number of floats of one input, C·H·W. */
    public int inputSize() {
        return channels * height * width;
    }

    /** The form that stands in model files and run configurations: this record's components by name. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("channels", channels);
        map.put("height", height);
        map.put("width", width);
        map.put("resizeShorterSide", resizeShorterSide);
        map.put("interpolation", interpolation.id());
        map.put("mean", mean);
        map.put("std", std);
        return map;
    }

    /**
     * Reads {@link #toMap}'s form.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public static Preprocessing fromMap(Map<String, Object> map) {
        Fields fields = new Fields("The preprocessing", map);
        Preprocessing preprocessing = new Preprocessing(
                fields.integer("channels"),
                fields.integer("height"),
                fields.integer("width"),
                fields.integer("resizeShorterSide"),
                Interpolation.named(fields.text("interpolation")),
                fields.numbers("mean"),
                fields.numbers("std"));
        fields.complete();
        return preprocessing;
    }
}
