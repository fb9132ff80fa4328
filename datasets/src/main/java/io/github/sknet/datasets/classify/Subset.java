package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.EpochOrder;
import io.github.sknet.datasets.EvenSpread;
import io.github.sknet.vision.image.Image;
import io.github.sknet.datasets.SampleSeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Some of another data set's images; closing it closes the other one. */
public final class Subset implements Dataset {
    private final Dataset whole;
    private final int[] indices;

    /**
     * Picks images.
     *
     * @param indices into the whole, in the order of the subset
     */
    public Subset(Dataset whole, int[] indices) {
        this.whole = whole;
        this.indices = indices.clone();
    }

    /** The first images of a data set, or all where it has fewer. */
    public static Dataset first(Dataset whole, int count) {
        return count >= whole.size()
                ? whole
                : new Subset(whole, IntStream.range(0, count).toArray());
    }

    /** So many images spread evenly over a data set, or all where it has fewer. */
    public static Dataset evenly(Dataset whole, int count) {
        int[] indices = EvenSpread.indices(whole.size(), count);
        return indices.length == whole.size() ? whole : new Subset(whole, indices);
    }

    /**
     * Holds out a share of every class, rounded, of which at least one image stays in training.
     *
     * @param share above 0 and below 1
     */
    static DatasetSplits.Training holdOut(Dataset whole, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("The share that is held out lies between 0 and 1, not " + share);
        }
        List<List<Integer>> byLabel = new ArrayList<>();
        whole.labels().forEach(label -> byLabel.add(new ArrayList<>()));
        for (int index = 0; index < whole.size(); index++) {
            byLabel.get(whole.label(index)).add(index);
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
        return new DatasetSplits.Training(sorted(whole, train), sorted(whole, validation));
    }

    private static Subset sorted(Dataset whole, List<Integer> indices) {
        return new Subset(
                whole, indices.stream().mapToInt(Integer::intValue).sorted().toArray());
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public List<String> labels() {
        return whole.labels();
    }

    @Override
    public int label(int index) {
        return whole.label(indices[index]);
    }

    @Override
    public String name(int index) {
        return whole.name(indices[index]);
    }

    @Override
    public Image image(int index) throws IOException {
        return whole.image(indices[index]);
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
