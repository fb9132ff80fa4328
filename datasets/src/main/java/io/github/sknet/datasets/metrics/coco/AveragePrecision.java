package io.github.sknet.datasets.metrics.coco;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * COCO's twelve figures and each class's average precision. All lie between 0 and 1, or are −1 where there is nothing to
 * find.
 *
 * @param figures by COCO's names, in the order in which COCO prints them: {@code AP}, the mean over IoU thresholds 0.50, 0.55 …
 *     0.95 and classes; {@code AP50} and {@code AP75} at one threshold; {@code APsmall}, {@code APmedium} and {@code APlarge} of
 *     objects up to 32², to 96², and from 96² square pixels; {@code AR1}, {@code AR10} and {@code AR100}, the mean recall with up
 *     to so many detections an image and class; {@code ARsmall}, {@code ARmedium} and {@code ARlarge} as {@code AR100}, by size
 * @param perClass {@code AP} of each class, by the classes' ids in ascending order
 */
public record AveragePrecision(Map<String, Double> figures, List<ClassPrecision> perClass) {

    /** COCO's names for its figures, in its order. */
    public static final List<String> NAMES = List.of(
            "AP",
            "AP50",
            "AP75",
            "APsmall",
            "APmedium",
            "APlarge",
            "AR1",
            "AR10",
            "AR100",
            "ARsmall",
            "ARmedium",
            "ARlarge");

    public AveragePrecision {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        perClass = List.copyOf(perClass);
    }

    /** One class's average precision over all IoU thresholds, all areas, and up to a hundred detections an image. */
    public record ClassPrecision(CocoGroundTruth.Category category, double ap) {}

    /** {@code AP}. */
    public double ap() {
        return figures.get("AP");
    }

    /** {@code AP50}. */
    public double ap50() {
        return figures.get("AP50");
    }
}
