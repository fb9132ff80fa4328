package io.github.sknet.datasets.augment;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.vision.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random brightness, contrast and saturation, applied in random order, as torchvision's {@code ColorJitter} on Pillow
 * images: each factor is uniform in [max(0, 1 − strength), 1 + strength], and an image is blended with black, with its
 * mean grey level, or with its grey version. Hue is left out: its share in published recipes is small.
 *
 * @param brightness strength, 0 or above
 * @param contrast strength, 0 or above
 * @param saturation strength, 0 or above; without effect on images that are not RGB
 */
public record ColorJitter(double brightness, double contrast, double saturation) {
    private interface Step {
        Image apply(Image image, double factor);
    }

    private record Strength(Step step, double strength) {}

    /** The image in other colours. */
    public Image apply(Image image, SplittableRandom random) {
        List<Strength> steps = new ArrayList<>(List.of(
                new Strength(ColorJitter::brighten, brightness),
                new Strength(ColorJitter::contrast, contrast),
                new Strength(ColorJitter::saturate, saturation)));
        Image result = image;
        while (!steps.isEmpty()) {
            Strength next = steps.remove(random.nextInt(steps.size()));
            double lowest = Math.max(0, 1 - next.strength);
            double factor = lowest + random.nextDouble() * (1 + next.strength - lowest);
            if (next.strength > 0) {
                result = next.step.apply(result, factor);
            }
        }
        return result;
    }

    static Image brighten(Image image, double factor) {
        return blend(image, image.stored().blank(image.stored().length()), factor);
    }

    /** Away from the mean: of an RGB image its grey level's, of one of further channels that of all. */
    static Image contrast(Image image, double factor) {
        Samples grey = image.channels() == 3 ? image.toGrey().stored() : image.stored();
        Samples mean = image.stored().blank(image.stored().length());
        if (grey instanceof Samples.Bytes bytes && mean instanceof Samples.Bytes filled) {
            long sum = 0;
            for (byte level : bytes.values()) {
                sum += level & 0xFF;
            }
            Arrays.fill(filled.values(), (byte) (int) ((double) sum / grey.length() + 0.5));
        } else {
            double sum = 0;
            for (int i = 0; i < grey.length(); i++) {
                sum += grey.fraction(i);
            }
            for (int i = 0; i < mean.length(); i++) {
                mean.set(i, (float) (sum / grey.length()));
            }
        }
        return blend(image, mean, factor);
    }

    static Image saturate(Image image, double factor) {
        return image.channels() == 3 ? blend(image, image.toGrey().toRgb().stored(), factor) : image;
    }

    /** {@code other + factor * (image - other)}; 8 bits are clipped and cut ({@code Blend.c}). */
    private static Image blend(Image image, Samples other, double factor) {
        Samples samples = image.stored();
        Samples result = samples.blank(samples.length());
        float share = (float) factor;
        if (samples instanceof Samples.Bytes bytes
                && other instanceof Samples.Bytes others
                && result instanceof Samples.Bytes results) {
            for (int i = 0; i < samples.length(); i++) {
                int from = others.values()[i] & 0xFF;
                float value = from + share * ((bytes.values()[i] & 0xFF) - from);
                results.values()[i] = (byte) (int) Math.max(0, Math.min(255, value));
            }
        } else {
            for (int i = 0; i < samples.length(); i++) {
                result.set(i, other.fraction(i) + share * (samples.fraction(i) - other.fraction(i)));
            }
        }
        return new Image(image.width(), image.height(), image.channels(), result);
    }
}
