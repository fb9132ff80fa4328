package io.github.sknet.graph.engine;

import java.util.Arrays;

/**
 * How the samples of an image become a network's input: (fraction − mean) / deviation, channel by channel, where the fraction is 0 for
 * black and 1 for the brightest; in float, as torchvision's {@code ToTensor} and {@code Normalize} do.
 *
 * @param mean a value for each channel
 * @param deviation the standard deviation for each channel, above 0
 */
public record Normalization(float[] mean, float[] deviation) {

    public Normalization {
        if (mean.length == 0 || mean.length != deviation.length) {
            throw new IllegalArgumentException("A normalization needs a mean and a deviation for each channel, not "
                    + mean.length + " and " + deviation.length);
        }
        for (int c = 0; c < mean.length; c++) {
            if (!Float.isFinite(mean[c])) {
                throw new IllegalArgumentException("Each channel's mean is a finite number, not " + mean[c]);
            }
            if (!(deviation[c] > 0) || !Float.isFinite(deviation[c])) {
                throw new IllegalArgumentException(
                        "Each channel's deviation is a finite number above 0, not " + deviation[c]);
            }
        }
    }

    /** The fractions as they are. */
    public static Normalization none(int channels) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        return new Normalization(new float[channels], ones);
    }

    /** The number of channels, C. */
    public int channels() {
        return mean.length;
    }

    /** A channel's input for a fraction. */
    public float of(int channel, float fraction) {
        return (fraction - mean[channel]) / deviation[channel];
    }
}
