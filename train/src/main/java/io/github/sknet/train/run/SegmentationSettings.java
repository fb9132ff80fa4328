package io.github.sknet.train.run;

import io.github.sknet.vision.segment.MaskAugmentation;

/**
 * The part of a recipe that is for segmentation alone, where it takes the place of the augmentation for classification.
 *
 * @param augmentation random changes of images and masks
 * @param repeats how often an epoch visits each image: small data sets are judged less often so, at least 1
 * @param dice the weight of the Dice loss beside the cross entropy, 0 or above
 */
public record SegmentationSettings(MaskAugmentation augmentation, int repeats, double dice) {

    /** For some hundred upright images. */
    public static final SegmentationSettings DEFAULT = new SegmentationSettings(MaskAugmentation.DEFAULT, 3, 1);

    public SegmentationSettings {
        if (augmentation == null || repeats < 1 || !(dice >= 0)) {
            throw new IllegalArgumentException("Segmentation needs an augmentation, at least one visit to each image an"
                    + " epoch and a weight of the Dice loss from 0, not " + augmentation + ", " + repeats + " and "
                    + dice);
        }
    }
}
