package io.github.sknet.vision.detect;

import io.github.sknet.vision.image.BoundingBox;

/**
 * An object that a network sees.
 *
 * @param label the class's index
 * @param name the class's name, or its number where the model has no names
 * @param score 0 to 1, the larger, the surer
 * @param box in the image's pixels
 */
public record Detection(int label, String name, float score, BoundingBox box) {

    /** The same of an image that goes further, by so many pixels to the left and upwards. */
    Detection moved(int right, int down) {
        return new Detection(
                label, name, score, new BoundingBox(box.x() + right, box.y() + down, box.width(), box.height()));
    }
}
