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

/** Images with one class each. */
public interface LabelledDataset extends Dataset<LabelledDataset> {

    /** The label of an image, 0 to {@code labels().size() - 1}; costs nothing. */
    int label(int index);

    @Override
    default OptionalInt imageLabel(int index) {
        return OptionalInt.of(label(index));
    }

    @Override
    default LabelledDataset subset(int[] indices) {
        return new Subset(this, indices);
    }

    /**
     * Holds a share of every class out, rounded, of which at least one image stays in training.
     *
     * @param share above 0 and below 1
     * @throws IllegalArgumentException when so small a share of every class can't be held out
     */
    @Override
    default Splits.Training<LabelledDataset> holdOut(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share that is held out lies between 0 and 1, not " + share);
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
