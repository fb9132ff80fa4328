package io.github.sknet.datasets.augment;

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
 * @param saturation strength, 0 or above; without effect on grey images
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
        return blend(image, new byte[image.samples().length], factor);
    }

    static Image contrast(Image image, double factor) {
        byte[] grey = image.toGrey().samples();
        long sum = 0;
        for (byte level : grey) {
            sum += level & 0xFF;
        }
        byte[] mean = new byte[image.samples().length];
        Arrays.fill(mean, (byte) (int) ((double) sum / grey.length + 0.5));
        return blend(image, mean, factor);
    }

    static Image saturate(Image image, double factor) {
        return image.channels() == 1
                ? image
                : blend(image, image.toGrey().toRgb().samples(), factor);
    }

    /** {@code other + factor * (image - other)}, clipped and cut to 8 bits ({@code Blend.c}). */
    private static Image blend(Image image, byte[] other, double factor) {
        byte[] samples = image.samples();
        byte[] result = new byte[samples.length];
        float share = (float) factor;
        for (int i = 0; i < samples.length; i++) {
            int from = other[i] & 0xFF;
            float value = from + share * ((samples[i] & 0xFF) - from);
            result[i] = (byte) (int) Math.max(0, Math.min(255, value));
        }
        return new Image(image.width(), image.height(), image.channels(), result);
    }
}
