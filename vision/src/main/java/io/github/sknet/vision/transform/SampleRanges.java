package io.github.sknet.vision.transform;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;

/**
 * Whether floating-point samples are of the range that a network was made for. Where a channel's mean and deviation can be those of fractions
 * from 0 to 1 (of which no deviation is above a half), samples far from these are of another unit, such as 0 to 255 or metres.
 *
 * @param preprocessing of the network
 */
record SampleRanges(Preprocessing preprocessing) {

    private static final double LARGEST_DEVIATION = 0.5;

    /** Sensors go a little beyond black and white. */
    private static final float LEAST = -1;

    private static final float LARGEST = 2;

    /**
     * Checks an image that has the network's channels.
     *
     * @throws IllegalArgumentException naming a sample that is far from what the network knows
     */
    void require(Image image) {
        if (!(image.stored() instanceof Samples.Floats floats)) {
            return;
        }
        int channels = image.channels();
        for (int i = 0; i < floats.length(); i++) {
            float value = floats.fraction(i);
            if ((value < LEAST || value > LARGEST) && isFraction(i % channels)) {
                throw new IllegalArgumentException("a floating-point sample of " + value
                        + " is none of those from 0 (black) to 1 that the network was made for");
            }
        }
    }

    private boolean isFraction(int channel) {
        double mean = preprocessing.mean().get(channel);
        return mean >= 0 && mean <= 1 && preprocessing.std().get(channel) <= LARGEST_DEVIATION;
    }
}
