package io.github.sknet.vision.transform;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.datasets.SampleChance;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.Interpolation;
import java.util.List;
import java.util.stream.Stream;

/**
 * How an image becomes a network's input, without any chance: the same in training's evaluation, in prediction and in
 * the model file. The image is made grey or RGB, resized, cropped, divided by 255 and normalised to
 * {@code (value - mean) / std}, as torchvision's {@code Resize}, {@code CenterCrop}, {@code ToTensor} and
 * {@code Normalize} do on Pillow images.
 *
 * @param channels C: 1 (grey) or 3 (RGB)
 * @param height H of the input, in pixels
 * @param width W of the input, in pixels
 * @param resizeShorterSide the shorter side's length before the centre is cropped to H×W; 0: the whole image is resized
 *     to exactly H×W instead
 * @param interpolation how images are resized
 * @param mean a value for each channel, in the unit of pixels divided by 255
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

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public Preprocessing {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Preprocessing makes 1 (grey) or 3 (RGB) channels, not " + channels);
        }
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "A network's input is at least 1×1 pixels, not " + height + "×" + width + " (height×width)");
        }
        if (resizeShorterSide < 0) {
            throw new IllegalArgumentException(
                    "The shorter side is resized to at least 1 pixel (0: exact resize), not " + resizeShorterSide);
        }
        if (interpolation == null) {
            throw new IllegalArgumentException("Preprocessing needs an interpolation: bilinear, bicubic or nearest");
        }
        mean = perChannel("mean", mean, channels);
        std = perChannel("std", std, channels);
        if (std.stream().anyMatch(value -> value <= 0)) {
            throw new IllegalArgumentException("Each channel's std is above 0, not " + std);
        }
    }

    private static List<Double> perChannel(String name, List<Double> values, int channels) {
        if (values == null || values.size() != channels) {
            throw new IllegalArgumentException(
                    "Preprocessing of " + channels + " channels needs as many values of '" + name + "', not " + values);
        }
        if (values.stream().anyMatch(value -> value == null || !Double.isFinite(value))) {
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

    /** The number of floats of one input, C·H·W. */
    @JsonIgnore
    public int inputSize() {
        return channels * height * width;
    }

    /** The image in the network's channels, height and width. */
    public Image fit(Image image) {
        Image colored = image.withChannels(channels);
        return resizeShorterSide == 0
                ? colored.resize(width, height, interpolation)
                : colored.resizeShorterSide(resizeShorterSide, interpolation).centreCrop(width, height);
    }

    /** One image as an input of shape (1, C, H, W). */
    public Tensor toInput(Image image) {
        float[] values = new float[inputSize()];
        new Normaliser(this).write(fit(image), values, 0);
        return Tensor.of(values, 1, channels, height, width);
    }

    /**
     * Writes an image that already has the input's channels, height and width.
     *
     * @param target receives (C, H, W) floats, row-major
     * @param offset where in {@code target} they begin
     */
    public void write(Image image, float[] target, int offset) {
        new Normaliser(this).write(image, target, offset);
    }

    /** This preprocessing as a transform of a batch loader. */
    public InputTransform asTransform() {
        Normaliser normaliser = new Normaliser(this);
        return new InputTransform() {
            @Override
            public Preprocessing preprocessing() {
                return Preprocessing.this;
            }

            @Override
            public void apply(Image image, SampleChance chance, float[] target, int offset) {
                normaliser.write(fit(image), target, offset);
            }
        };
    }

    /** The form that stands in model files and run configurations: an object with this record's components. */
    public JsonNode toJson() {
        return JSON.valueToTree(this);
    }

    /**
     * Reads {@link #toJson}'s form.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public static Preprocessing fromJson(JsonNode json) {
        try {
            return JSON.treeToValue(json, Preprocessing.class);
        } catch (JsonProcessingException unreadable) {
            Throwable cause =
                    unreadable.getCause() instanceof IllegalArgumentException ? unreadable.getCause() : unreadable;
            throw new IllegalArgumentException(
                    "The preprocessing can't be understood: "
                            + cause.getMessage().lines().findFirst().orElse(""),
                    unreadable);
        }
    }
}
