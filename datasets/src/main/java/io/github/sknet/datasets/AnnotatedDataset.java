package io.github.sknet.datasets;

import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;

/**
 * Images with annotations, by index from 0. Safe for use by several threads.
 *
 * @param <D> the kind of data set itself
 */
public interface AnnotatedDataset<D extends AnnotatedDataset<D>> extends AutoCloseable {

    /** The number of images. */
    int size();

    /** The names of the classes, by label. */
    List<String> labels();

    /** What messages call an image. */
    String name(int index);

    /**
     * Reads an image.
     *
     * @throws IOException naming the image, when it is broken or not of the size that its annotation says
     */
    Image image(int index) throws IOException;

    /** Some of the images, in the given order. */
    D subset(int[] indices);

    /** So many images spread evenly over these, or all where there are fewer. */
    default D evenly(int count) {
        return subset(EvenSpread.indices(size(), count));
    }

    @Override
    void close() throws IOException;
}
