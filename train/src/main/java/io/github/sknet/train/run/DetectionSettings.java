package io.github.sknet.train.run;

import io.github.sknet.datasets.detect.BoxAugmentation;

/**
 * The part of a recipe that is for detection alone, where it takes the place of the augmentation for classification.
 *
 * @param augmentation random changes of images and boxes
 * @param leastImages an epoch looks at so many images at least: a smaller data set is visited several times
 */
public record DetectionSettings(BoxAugmentation augmentation, int leastImages) implements EpochLength {

    /** For some hundred upright images. */
    public static final DetectionSettings DEFAULT = new DetectionSettings(BoxAugmentation.DEFAULT, 1000);

    public DetectionSettings {
        if (augmentation == null || leastImages < 1) {
            throw new IllegalArgumentException("Detection needs an augmentation and at least one image an epoch, not "
                    + augmentation + " and " + leastImages);
        }
    }
}
