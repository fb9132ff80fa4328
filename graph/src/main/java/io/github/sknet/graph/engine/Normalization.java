package io.github.sknet.graph.engine;

import java.util.Arrays;

/**
 * How the samples of an image become a network's input: (fraction − mean) / deviation, channel by channel, where the fraction is 0 for
 * black and 1 for the brightest; in float, as torchvision's {@code ToTensor} and {@code Normalize} do.
 */
public final class Normalization {

    /** The values that an 8-bit sample may have. */
    static final int LEVELS = 256;

    private final float[] mean;
    private final float[] deviation;
    private final float[] levels;

    /**
     * A normalization; the arrays are copied.
     *
     * @param mean a value for each channel
     * @param deviation the standard deviation for each channel, above 0
     */
    public Normalization(float[] mean, float[] deviation) {
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
        this.mean = mean.clone();
        this.deviation = deviation.clone();
        this.levels = new float[mean.length * LEVELS];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = of(i / LEVELS, i % LEVELS / 255f);
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

    /** What each 8-bit sample becomes, {@link #LEVELS} values for each channel: a look-up is quicker than a division. */
    float[] levels() {
        return levels;
    }
}
