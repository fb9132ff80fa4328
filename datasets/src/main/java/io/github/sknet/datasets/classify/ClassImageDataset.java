package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.util.List;

/** Image files with their classes, as folders or lists say them, decoded when they are asked for. */
final class ClassImageDataset implements LabelledDataset {
    private final FileTree tree;
    private final List<Entry> entries;
    private final List<String> labels;
    private final boolean exclusive;

    /** One image: its path in the tree and the labels of its classes. */
    record Entry(String file, int[] classes) {}

    /**
     * Files of a tree.
     *
     * @param exclusive whether each is of one class alone
     */
    ClassImageDataset(FileTree tree, List<Entry> entries, List<String> labels, boolean exclusive) {
        this.tree = tree;
        this.entries = List.copyOf(entries);
        this.labels = List.copyOf(labels);
        this.exclusive = exclusive;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public boolean exclusive() {
        return exclusive;
    }

    @Override
    public int[] classes(int index) {
        return entries.get(index).classes.clone();
    }

    @Override
    public int label(int index) {
        if (!exclusive) {
            throw new IllegalStateException(name(index) + " is of any number of classes, not of one");
        }
        return entries.get(index).classes[0];
    }

    @Override
    public String name(int index) {
        return tree.path(entries.get(index).file);
    }

    @Override
    public Image image(int index) throws IOException {
        return ImageDecoder.decode(tree.read(entries.get(index).file), name(index));
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
