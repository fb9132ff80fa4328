package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.util.List;

/** Images in one folder per class, decoded when they are asked for. */
final class ClassFolderDataset implements LabelledDataset {
    private final FileTree tree;
    private final List<Entry> entries;
    private final List<String> labels;

    /** One image: its path in the tree and its label. */
    record Entry(String file, int label) {}

    ClassFolderDataset(FileTree tree, List<Entry> entries, List<String> labels) {
        this.tree = tree;
        this.entries = List.copyOf(entries);
        this.labels = List.copyOf(labels);
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
    public int label(int index) {
        return entries.get(index).label;
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
