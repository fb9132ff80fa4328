package io.github.sknet.datasets;

import java.util.stream.IntStream;

/** Some of many, spread evenly. */
public final class EvenSpread {

    private EvenSpread() {}

    /**
     * Indices in rising order, all of them where there are no more than wanted.
     *
     * @param size how many there are
     * @param count how many are wanted, at least 1
     */
    public static int[] indices(int size, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one image is to be picked, not " + count);
        }
        return count >= size
                ? IntStream.range(0, size).toArray()
                : IntStream.range(0, count)
                        .map(i -> (int) ((long) i * size / count))
                        .toArray();
    }
}
