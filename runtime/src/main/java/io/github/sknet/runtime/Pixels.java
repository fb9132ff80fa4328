package io.github.sknet.runtime;

/**
 * How 8-bit channel values become the network's input: (value / 255 − mean) / deviation.
 *
 * @param mean per channel
 * @param deviation the standard deviation per channel, above 0
 */
public record Pixels(float[] mean, float[] deviation) {

    public Pixels {
        if (mean.length != deviation.length) {
            throw new IllegalArgumentException("mean and deviation must have one value a channel, not " + mean.length
                    + " and " + deviation.length);
        }
        for (float value : deviation) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("A standard deviation must be above 0, not " + value);
            }
        }
    }
}
