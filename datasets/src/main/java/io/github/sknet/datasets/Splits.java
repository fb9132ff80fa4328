package io.github.sknet.datasets;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set in its parts: training, validation, test.
 *
 * @param name what messages call the whole
 * @param parts at least one
 * @param <D> the kind of data set
 */
public record Splits<D extends Dataset<D>>(String name, Map<Split, D> parts) implements AutoCloseable {

    public Splits {
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

    /** The names of the classes, by label; the same in all parts. */
    public List<String> labels() {
        return parts.values().iterator().next().labels();
    }

    /**
     * The training part, with the validation part; where there is none, a share of the images is held out of the training part.
     *
     * @param heldOut the share that is held out where it must be, above 0 and below 1
     * @param seed chooses the images that are held out
     */
    public Training<D> forTraining(double heldOut, long seed) throws DatasetException {
        return forTraining(JudgedBy.usual(heldOut), seed);
    }

    /**
     * The training part, or what is left of it, with what it is judged by.
     *
     * @param seed chooses the images that are held out
     */
    public Training<D> forTraining(JudgedBy judgedBy, long seed) throws DatasetException {
        D train = first(Split.TRAIN, Split.ALL)
                .orElseThrow(() -> new DatasetException(name + " has no training part; there are: " + parts.keySet()
                        + " (expected: a folder 'train')"));
        Optional<Split> validation = judgedBy.part(this);
        if (validation.isPresent()) {
            return new Training<>(train, parts.get(validation.get()));
        }
        if (judgedBy.heldOut() == 0) {
            throw new DatasetException(name + " has no part to judge by, and nothing is to be held out of the other");
        }
        try {
            return train.holdOut(judgedBy.heldOut(), seed);
        } catch (IllegalArgumentException impossible) {
            throw new DatasetException(
                    name
                            + (parts.containsKey(Split.VALIDATION) ? ": " : " has no validation part, and ")
                            + impossible.getMessage(),
                    impossible);
        }
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
