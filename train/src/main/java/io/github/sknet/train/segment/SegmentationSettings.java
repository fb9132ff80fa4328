package io.github.sknet.train.segment;

import io.github.sknet.datasets.segment.MaskAugmentation;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.EpochLength;
import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import java.util.List;
import java.util.Map;

/**
 * What a recipe says of segmentation alone, in its entries {@code classWeights} and, for the rest, {@code segmentation}.
 *
 * @param classWeights a weight for each class in the cross entropy, 0 or above, which comes before {@code balance}; empty: none
 * @param augmentation random changes of images and masks
 * @param leastImages an epoch looks at so many images at least: a smaller data set is visited several times
 * @param dice the weight of the Dice loss beside the cross entropy, 0 or above
 * @param balance how much more rare classes count in the cross entropy: their weight is (median frequency / frequency) to this
 *     power, 0 to 1
 */
public record SegmentationSettings(
        List<Double> classWeights, MaskAugmentation augmentation, int leastImages, double dice, double balance)
        implements TaskSettings, EpochLength {

    /** For some hundred upright images. */
    public static final SegmentationSettings DEFAULT =
            new SegmentationSettings(List.of(), MaskAugmentation.DEFAULT, 1000, 1, 0.5);

    private static final String ENTRY = "segmentation";

    public SegmentationSettings {
        classWeights = ClassWeights.checked(classWeights);
        if (augmentation == null
                || leastImages < 1
                || !(dice >= 0 && dice < Double.POSITIVE_INFINITY)
                || !(balance >= 0 && balance <= 1)) {
            throw new IllegalArgumentException(
                    "Segmentation needs an augmentation, at least one image an epoch, a weight of the Dice loss from 0 and"
                            + " a balance from 0 to 1, not " + augmentation + ", " + leastImages + ", " + dice
                            + " and " + balance);
        }
    }

    /**
     * Reads {@link #toMap}'s form.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    static SegmentationSettings fromMap(Map<String, Object> entries) {
        return Records.of(SegmentationSettings.class, ClassWeights.joined(entries, ENTRY));
    }

    @Override
    public String task() {
        return SegmentTask.ID;
    }

    @Override
    public Map<String, Object> toMap() {
        return ClassWeights.apart(Records.toMap(this), ENTRY);
    }
}
