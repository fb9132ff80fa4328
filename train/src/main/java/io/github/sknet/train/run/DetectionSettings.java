package io.github.sknet.train.run;

import io.github.sknet.vision.detect.BoxAugmentation;

/**
 * The part of a recipe that is for detection alone, where it takes the place of the augmentation for classification.
 *
 * @param augmentation random changes of images and boxes
 * @param repeats how often an epoch visits each image: small data sets are judged less often so, at least 1
 */
public record DetectionSettings(BoxAugmentation augmentation, int repeats) {

    /** For some hundred upright images. */
    public static final DetectionSettings DEFAULT = new DetectionSettings(BoxAugmentation.DEFAULT, 5);

    public DetectionSettings {
        if (augmentation == null || repeats < 1) {
            throw new IllegalArgumentException(
                    "Detection needs an augmentation and at least one visit to each image an epoch, not " + augmentation
                            + " and " + repeats);
        }
    }
}
