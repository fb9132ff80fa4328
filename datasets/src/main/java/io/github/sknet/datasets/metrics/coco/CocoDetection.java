package io.github.sknet.datasets.metrics.coco;

import io.github.sknet.vision.image.BoundingBox;

/**
 * A box that was found.
 *
 * @param score the larger, the surer; comparable across images
 */
public record CocoDetection(long imageId, long categoryId, BoundingBox box, double score) {
    public CocoDetection {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("The score of a detection in image " + imageId + " is not a number");
        }
    }
}
