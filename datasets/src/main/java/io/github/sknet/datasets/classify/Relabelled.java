package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.LabelIndex;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Another data set's images, whose classes are in another order; closing it closes the other one. */
final class Relabelled implements LabelledDataset {
    private final LabelledDataset original;
    private final List<String> labels;
    private final int[] byOriginal;

    /**
     * Orders classes.
     *
     * @param labels the original's, in any order
     */
    Relabelled(LabelledDataset original, List<String> labels) {
        this.original = original;
        this.labels = List.copyOf(labels);
        LabelIndex index = new LabelIndex(labels);
        this.byOriginal = original.labels().stream()
                .mapToInt(name -> index.of(name).orElseThrow())
                .toArray();
    }

    @Override
    public int size() {
        return original.size();
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int label(int index) {
        return byOriginal[original.label(index)];
    }

    @Override
    public int[] classes(int index) {
        return Arrays.stream(original.classes(index))
                .map(label -> byOriginal[label])
                .toArray();
    }

    @Override
    public boolean exclusive() {
        return original.exclusive();
    }

    @Override
    public String name(int index) {
        return original.name(index);
    }

    @Override
    public Image image(int index) throws IOException {
        return original.image(index);
    }

    @Override
    public void close() throws IOException {
        original.close();
    }
}
