package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.EpochOrder;
import io.github.sknet.datasets.SampleSeed;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.text.Counted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Images with their classes: one each, or, where classes do not exclude each other (multi-label), any number. */
public interface LabelledDataset extends Dataset<LabelledDataset> {

    /**
     * The label of an image's only class, 0 to {@code labels().size() - 1}; costs nothing.
     *
     * @throws IllegalStateException where classes do not exclude each other
     */
    int label(int index);

    /** The labels of an image's classes; costs nothing. */
    default int[] classes(int index) {
        return new int[] {label(index)};
    }

    /** Whether each image is of one class alone. */
    default boolean exclusive() {
        return true;
    }

    /** Empty where classes do not exclude each other. */
    @Override
    default OptionalInt imageLabel(int index) {
        return exclusive() ? OptionalInt.of(label(index)) : OptionalInt.empty();
    }

    @Override
    default int[] imagesByClass() {
        int[] counts = new int[labels().size()];
        for (int index = 0; index < size(); index++) {
            for (int label : classes(index)) {
                counts[label]++;
            }
        }
        return counts;
    }

    @Override
    default LabelledDataset subset(int[] indices) {
        return new Subset(this, indices);
    }

    /**
     * Holds a share of every class out, rounded, of which at least one image stays in training; where classes do not exclude each
     * other, a share of the images.
     *
     * @param share above 0 and below 1
     * @throws IllegalArgumentException when so small a share of every class can't be held out
     */
    @Override
    default Splits.Training<LabelledDataset> holdOut(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share that is held out lies between 0 and 1, not " + share);
        }
        if (!exclusive()) {
            return Dataset.super.holdOut(share, seed);
        }
        List<List<Integer>> byLabel = new ArrayList<>();
        labels().forEach(label -> byLabel.add(new ArrayList<>()));
        for (int index = 0; index < size(); index++) {
            byLabel.get(label(index)).add(index);
        }
        List<Integer> train = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        for (int label = 0; label < byLabel.size(); label++) {
            List<Integer> members = byLabel.get(label);
            int[] order = EpochOrder.shuffled(members.size(), SampleSeed.random(seed, label));
            int held = (int) Math.min(Math.round(members.size() * share), Math.max(0, members.size() - 1));
            for (int i = 0; i < order.length; i++) {
                (i < held ? validation : train).add(members.get(order[i]));
            }
        }
        if (validation.isEmpty()) {
            throw new IllegalArgumentException(
                    "of " + Counted.of(size(), "image") + " in " + Counted.of(labels().size(), "class", "classes")
                            + " a share of " + share + " of each class cannot be held out");
        }
        return new Splits.Training<>(subset(sorted(train)), subset(sorted(validation)));
    }

    private static int[] sorted(List<Integer> indices) {
        return indices.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    @Override
    default void close() throws IOException {}
}
