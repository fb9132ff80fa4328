package io.github.sknet.datasets.classify;

import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;

/** Images with one label each, by index from 0. Safe for use by several threads. */
public interface Dataset extends AutoCloseable {

    /** The number of images. */
    int size();

    /** The names of the classes, by label. */
    List<String> labels();

    /** The label of an image, 0 to {@code labels().size() - 1}; costs nothing. */
    int label(int index);

    /** What messages call an image: its file, or its position in one. */
    String name(int index);

    /**
     * Reads an image.
     *
     * @throws IOException naming the image, when it is broken
     */
    Image image(int index) throws IOException;

    /** Reads an image together with its label. */
    default Sample get(int index) throws IOException {
        return new Sample(image(index), label(index), name(index));
    }

    @Override
    default void close() throws IOException {}
}
