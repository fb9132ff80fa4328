package io.github.sknet.datasets;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The order in which an epoch visits a data set. */
final class EpochOrder {
    private EpochOrder() {}

    /** A uniformly random permutation of 0 to size − 1 (Fisher and Yates). */
    static int[] shuffled(int size, SplittableRandom random) {
        int[] order = sequential(size);
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    static int[] sequential(int size) {
        return IntStream.range(0, size).toArray();
    }
}
