package io.github.sknet.train.run;

import io.github.sknet.datasets.segment.MaskAugmentation;

/**
 * The part of a recipe that is for segmentation alone, where it takes the place of the augmentation for classification.
 *
 * @param augmentation random changes of images and masks
 * @param leastImages an epoch looks at so many images at least: a smaller data set is visited several times
 * @param dice the weight of the Dice loss beside the cross entropy, 0 or above
 * @param balance how much more rare classes count in the cross entropy: their weight is (median frequency / frequency) to this
 *     power, 0 to 1; a recipe's {@code classWeights} come before it
 */
public record SegmentationSettings(MaskAugmentation augmentation, int leastImages, double dice, double balance)
        implements EpochLength {

    /** For some hundred upright images. */
    public static final SegmentationSettings DEFAULT = new SegmentationSettings(MaskAugmentation.DEFAULT, 1000, 1, 0.5);

    public SegmentationSettings {
        if (augmentation == null || leastImages < 1 || !(dice >= 0) || !(balance >= 0 && balance <= 1)) {
            throw new IllegalArgumentException(
                    "Segmentation needs an augmentation, at least one image an epoch, a weight of the Dice loss from 0 and"
                            + " a balance from 0 to 1, not " + augmentation + ", " + leastImages + ", " + dice
                            + " and " + balance);
        }
    }
}
