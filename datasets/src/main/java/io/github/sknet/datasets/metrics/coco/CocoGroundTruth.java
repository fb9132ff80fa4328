package io.github.sknet.datasets.metrics.coco;

import io.github.sknet.vision.image.BoundingBox;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What there is to be found.
 *
 * @param imageIds all images, also those without annotations
 * @param categories all classes
 * @param annotations the boxes
 */
public record CocoGroundTruth(List<Long> imageIds, List<Category> categories, List<Annotation> annotations) {

    /** A class. */
    public record Category(long id, String name) {}

    /**
     * A box to be found.
     *
     * @param area in square pixels: of the object, which may be smaller than its box
     * @param crowd whether the box holds a crowd: detections within it count neither for nor against
     */
    public record Annotation(long imageId, long categoryId, BoundingBox box, double area, boolean crowd) {}

    /** Of some of the images only. */
    public CocoGroundTruth within(Set<Long> images) {
        return new CocoGroundTruth(
                imageIds.stream().filter(images::contains).toList(),
                categories,
                annotations.stream()
                        .filter(annotation -> images.contains(annotation.imageId))
                        .toList());
    }

    public CocoGroundTruth {
        imageIds = List.copyOf(imageIds);
        categories = List.copyOf(categories);
        annotations = List.copyOf(annotations);
        Set<Long> images = new HashSet<>(imageIds);
        Set<Long> classes = new HashSet<>();
        categories.forEach(category -> classes.add(category.id));
        for (Annotation annotation : annotations) {
            if (!images.contains(annotation.imageId) || !classes.contains(annotation.categoryId)) {
                throw new IllegalArgumentException("An annotation names the image " + annotation.imageId
                        + " and the category " + annotation.categoryId + ", which must both be listed");
            }
        }
    }
}
