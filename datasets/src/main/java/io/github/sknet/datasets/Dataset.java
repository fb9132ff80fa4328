package io.github.sknet.datasets;

import io.github.sknet.graph.text.Counted;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Images with annotations, by index from 0. Safe for use by several threads.
 *
 * @param <D> the kind of data set itself
 */
public interface Dataset<D extends Dataset<D>> extends AutoCloseable {

    /** The number of images. */
    int size();

    /** The names of the classes, by label. */
    List<String> labels();

    /** What messages call an image: its file, or its position in one. */
    String name(int index);

    /**
     * Reads an image.
     *
     * @throws IOException naming the image, when it is broken or not of the size that its annotation says
     */
    Image image(int index) throws IOException;

    /** The class of a whole image, where it has one; costs nothing. */
    default OptionalInt imageLabel(int index) {
        return OptionalInt.empty();
    }

    /** Whether the data says what its classes are called; they may be numbers only because it does not. */
    default boolean named() {
        return true;
    }

    /**
     * In how many images each class occurs, by label.
     *
     * @throws IOException when annotations must be read for it, and strict reading refuses one
     */
    default int[] imagesByClass() throws IOException {
        int[] counts = new int[labels().size()];
        for (int index = 0; index < size(); index++) {
            imageLabel(index).ifPresent(label -> counts[label]++);
        }
        return counts;
    }

    /** Some of the images, in the given order; closing it closes these. */
    D subset(int[] indices);

    /** So many images spread evenly over these, or all where there are fewer. */
    default D evenly(int count) {
        return subset(EvenSpread.indices(size(), count));
    }

    /**
     * Holds a share of the images out, at random.
     *
     * @param share above 0 and below 1
     * @throws IllegalArgumentException when so many images can't be held out
     */
    default Splits.Training<D> holdOut(double share, long seed) {
        int[] order = EpochOrder.shuffled(size(), SampleSeed.random(seed));
        int held = (int) Math.round(order.length * share);
        if (held < 1 || held >= order.length) {
            throw new IllegalArgumentException(
                    "of " + Counted.of(order.length, "image") + " a share of " + share + " cannot be held out");
        }
        return new Splits.Training<>(
                subset(sorted(Arrays.copyOfRange(order, held, order.length))),
                subset(sorted(Arrays.copyOf(order, held))));
    }

    private static int[] sorted(int[] indices) {
        return Arrays.stream(indices).sorted().toArray();
    }

    @Override
    void close() throws IOException;
}
