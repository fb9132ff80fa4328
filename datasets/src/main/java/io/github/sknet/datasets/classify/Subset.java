package io.github.sknet.datasets.classify;

import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Some of another data set's images; closing it closes the other one. */
final class Subset implements LabelledDataset {
    private final LabelledDataset whole;
    private final int[] indices;

    /**
     * Picks images.
     *
     * @param indices into the whole, in the order of the subset
     */
    Subset(LabelledDataset whole, int[] indices) {
        this.whole = whole;
        this.indices = indices.clone();
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
    public int[] classes(int index) {
        return whole.classes(indices[index]);
    }

    @Override
    public boolean exclusive() {
        return whole.exclusive();
    }

    @Override
    public LabelledDataset subset(int[] some) {
        return new Subset(
                whole, Arrays.stream(some).map(index -> indices[index]).toArray());
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
