package io.github.sknet.datasets.segment;

import io.github.sknet.vision.image.Image;

/**
 * An image and the class of each of its pixels.
 *
 * @param mask of the image's size, one channel: labels, and {@link SegmentationDataset#IGNORED} where pixels do not count
 */
public record MaskedImage(Image image, Image mask) {

    public MaskedImage {
        if (mask.channels() != 1 || mask.width() != image.width() || mask.height() != image.height()) {
            throw new IllegalArgumentException(
                    "A mask has one channel and its image's size, unlike a " + mask + " for a " + image);
        }
    }
}
