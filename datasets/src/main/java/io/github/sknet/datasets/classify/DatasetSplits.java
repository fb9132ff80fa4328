package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts that a data set comes in.
 *
 * @param name what messages call the whole
 * @param parts at least one
 */
public record DatasetSplits(String name, Map<Split, Dataset> parts) implements AutoCloseable {

    public DatasetSplits {
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
    public record Training(Dataset train, Dataset validation) {}

    /** The names of the classes, by label; the same in all parts. */
    public List<String> labels() {
        return parts.values().iterator().next().labels();
    }

    /**
     * The training part, with the validation part or else the test part. Where neither exists, a share of every class is
     * held out of the training part.
     *
     * @param heldOut the share that is held out where it must be, above 0 and below 1
     * @param seed chooses the images that are held out
     */
    public Training forTraining(double heldOut, long seed) throws DatasetException {
        Dataset train = first(Split.TRAIN, Split.ALL)
                .orElseThrow(() -> new DatasetException(name + " has no training part; there are: " + parts.keySet()
                        + " (expected: a folder 'train')"));
        Optional<Dataset> validation = first(Split.VALIDATION, Split.TEST);
        return validation.isPresent() ? new Training(train, validation.get()) : Subset.holdOut(train, heldOut, seed);
    }

    /** What to judge a trained network by: the test part, else the validation part, else everything. */
    public Dataset forEvaluation() {
        return first(Split.TEST, Split.VALIDATION, Split.ALL, Split.TRAIN).orElseThrow();
    }

    private Optional<Dataset> first(Split... wanted) {
        return Stream.of(wanted).filter(parts::containsKey).map(parts::get).findFirst();
    }

    @Override
    public void close() throws IOException {
        for (Dataset part : parts.values()) {
            part.close();
        }
    }
}
