package io.github.sknet.datasets.metrics.coco;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * COCO's twelve figures and each class's average precision. All lie between 0 and 1, or are −1 where there is nothing to
 * find.
 *
 * @param ap mean over IoU thresholds 0.50, 0.55 … 0.95 and classes
 * @param ap50 at IoU 0.50
 * @param ap75 at IoU 0.75
 * @param apSmall of objects up to 32² square pixels
 * @param apMedium of objects from 32² to 96²
 * @param apLarge of objects from 96²
 * @param ar1 mean recall with one detection an image and class
 * @param ar10 with ten
 * @param ar100 with a hundred
 * @param arSmall as {@code ar100}, of small objects
 * @param arMedium as {@code ar100}, of medium objects
 * @param arLarge as {@code ar100}, of large objects
 * @param perClass {@code ap} of each class, by the classes' ids in ascending order
 */
public record AveragePrecision(
        double ap,
        double ap50,
        double ap75,
        double apSmall,
        double apMedium,
        double apLarge,
        double ar1,
        double ar10,
        double ar100,
        double arSmall,
        double arMedium,
        double arLarge,
        List<ClassPrecision> perClass) {

    /** One class's average precision over all IoU thresholds, all areas, and up to a hundred detections an image. */
    public record ClassPrecision(CocoGroundTruth.Category category, double ap) {}

    /** The twelve figures by COCO's names, in the order in which COCO prints them. */
    public Map<String, Double> figures() {
        String[] names = {
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
            "ARlarge"
        };
        double[] values = {ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge};
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            figures.put(names[i], values[i]);
        }
        return figures;
    }
}
