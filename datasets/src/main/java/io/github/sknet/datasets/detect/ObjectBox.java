package io.github.sknet.datasets.detect;

import io.github.sknet.vision.image.BoundingBox;

/**
 * An object that there is.
 *
 * @param label its class
 * @param box where it is, in pixels
 * @param area of the object itself, in square pixels: COCO's {@code area}, which is less than the box's where the object was
 *     outlined; by it COCO tells small objects from large ones
 * @param ignored whether finding it counts neither for nor against: VOC's {@code difficult}, COCO's {@code iscrowd}
 */
public record ObjectBox(int label, BoundingBox box, double area, boolean ignored) {

    /** An object that fills its box. */
    public ObjectBox(int label, BoundingBox box, boolean ignored) {
        this(label, box, box.area(), ignored);
    }

    /** The same object elsewhere, filling the same share of its box. */
    public ObjectBox at(BoundingBox other) {
        double share = box.area() == 0 ? 1 : area / box.area();
        return new ObjectBox(label, other, share * other.area(), ignored);
    }
}
