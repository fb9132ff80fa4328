package io.github.sknet.datasets;

import java.io.IOException;

/**
 * Reads what a data set has at an index: an image, its annotation, or both.
 *
 * @param <T> all that is read
 */
@FunctionalInterface
public interface IndexReader<T> {

    /**
     * Reads it.
     *
     * @throws IOException naming what is broken
     */
    T read(int index) throws IOException;
}
