package io.github.sknet.datasets;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a data set whose images are annotated with boxes or masks.
 *
 * @param name what messages call the whole
 * @param parts at least one
 * @param <D> the kind of data set
 */
public record Parts<D extends AnnotatedDataset<D>>(String name, Map<Split, D> parts) implements AutoCloseable {

    public Parts {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("The data set " + name + " has no part");
        }
        parts = Collections.unmodifiableMap(new EnumMap<>(parts));
    }

    /**
     * What to learn from, and what to look at meanwhile.
     *
     * @param train never shares an image with {@code validation}
     */
    public record Training<D>(D train, D validation) {}

    /**
     * The training part, with the validation part or else the test part. Where neither exists, a share of the images is held
     * out of the training part.
     *
     * @param heldOut the share that is held out where it must be, above 0 and below 1
     * @param seed chooses the images that are held out
     */
    public Training<D> forTraining(double heldOut, long seed) throws DatasetException {
        D train = first(Split.TRAIN, Split.ALL)
                .orElseThrow(() -> new DatasetException(name + " has no training part; there are: " + parts.keySet()));
        Optional<D> validation = first(Split.VALIDATION, Split.TEST);
        return validation.isPresent() ? new Training<>(train, validation.get()) : holdOut(train, heldOut, seed);
    }

    private Training<D> holdOut(D train, double share, long seed) throws DatasetException {
        int[] order = EpochOrder.shuffled(train.size(), SampleSeed.random(seed));
        int held = (int) Math.round(order.length * share);
        if (held < 1 || held >= order.length) {
            throw new DatasetException(name + " has no validation part, and of " + order.length + " images a share of "
                    + share + " cannot be held out");
        }
        return new Training<>(
                train.subset(sorted(Arrays.copyOfRange(order, held, order.length))),
                train.subset(sorted(Arrays.copyOf(order, held))));
    }

    private static int[] sorted(int[] indices) {
        return Arrays.stream(indices).sorted().toArray();
    }

    /** What to judge a trained network by: the test part, else the validation part, else everything. */
    public D forEvaluation() {
        return first(Split.TEST, Split.VALIDATION, Split.ALL, Split.TRAIN).orElseThrow();
    }

    private Optional<D> first(Split... wanted) {
        return Stream.of(wanted).filter(parts::containsKey).map(parts::get).findFirst();
    }

    @Override
    public void close() throws IOException {
        for (D part : parts.values()) {
            part.close();
        }
    }
}
