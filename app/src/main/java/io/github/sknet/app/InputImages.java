package io.github.sknet.app;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import io.github.sknet.vision.transform.ImagePreparation;
import java.nio.file.Path;

/** Image files that are to be a network's input. */
final class InputImages {

    private InputImages() {}

    /**
     * Reads a file.
     *
     * @param preprocessing how images are prepared for the network
     * @throws ImageException naming the file, when it can't be read or is no such input
     */
    static Image read(Path file, Preprocessing preprocessing) throws ImageException {
        Image image = ImageDecoder.read(file);
        try {
            new ImagePreparation(preprocessing).require(image);
            return image;
        } catch (IllegalArgumentException unsuitable) {
            throw new ImageException(file + ": " + unsuitable.getMessage(), unsuitable);
        }
    }
}
