package io.github.sknet.datasets.detect;

import io.github.sknet.vision.image.BoundingBox;

/**
 * An object that there is.
 *
 * @param label its class
 * @param box where it is, in pixels
 * @param ignored whether finding it counts neither for nor against: VOC's {@code difficult}, COCO's {@code iscrowd}
 */
public record ObjectBox(int label, BoundingBox box, boolean ignored) {

    /** The same object elsewhere. */
    public ObjectBox at(BoundingBox other) {
        return new ObjectBox(label, other, ignored);
    }
}
