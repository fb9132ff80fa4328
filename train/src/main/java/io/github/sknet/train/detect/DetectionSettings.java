package io.github.sknet.train.detect;

import io.github.sknet.datasets.detect.BoxAugmentation;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.EpochLength;
import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import java.util.List;
import java.util.Map;

/**
 * What a recipe says of detection alone, in its entries {@code classWeights} and, for the rest, {@code detection}.
 *
 * @param classWeights a weight for each class in the loss of the classes, 0 or above; empty: all alike
 * @param augmentation random changes of images and boxes
 * @param leastImages an epoch looks at so many images at least: a smaller data set is visited several times
 */
public record DetectionSettings(List<Double> classWeights, BoxAugmentation augmentation, int leastImages)
        implements TaskSettings, EpochLength {

    /** For some hundred upright images. */
    public static final DetectionSettings DEFAULT = new DetectionSettings(List.of(), BoxAugmentation.DEFAULT, 1000);

    private static final String ENTRY = "detection";

    public DetectionSettings {
        classWeights = ClassWeights.checked(classWeights);
        if (augmentation == null || leastImages < 1) {
            throw new IllegalArgumentException("Detection needs an augmentation and at least one image an epoch, not "
                    + augmentation + " and " + leastImages);
        }
    }

    /**
     * Reads {@link #toMap}'s form.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    static DetectionSettings fromMap(Map<String, Object> entries) {
        return Records.of(DetectionSettings.class, ClassWeights.joined(entries, ENTRY));
    }

    @Override
    public String task() {
        return DetectTask.ID;
    }

    @Override
    public Map<String, Object> toMap() {
        return ClassWeights.apart(Records.toMap(this), ENTRY);
    }
}
