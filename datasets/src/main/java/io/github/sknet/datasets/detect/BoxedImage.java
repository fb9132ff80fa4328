package io.github.sknet.datasets.detect;

import io.github.sknet.vision.image.Image;
import java.util.List;

/**
 * An image and the objects in it.
 *
 * @param objects boxes in the image's pixels
 */
public record BoxedImage(Image image, List<ObjectBox> objects) {

    public BoxedImage {
        objects = List.copyOf(objects);
    }
}
