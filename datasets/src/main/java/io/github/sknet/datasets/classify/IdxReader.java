package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.files.FileTree;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises pairs of IDX files by their names, {@code …images-idx3-ubyte} and {@code …labels-idx1-ubyte} (also with a point
 * for the first hyphen, and gzipped), in whatever folder they lie. A pair whose name says {@code train} is the training part,
 * one that says {@code t10k} or {@code test} the test part.
 */
final class IdxReader {
    private static final String IMAGES = ".*images[-.]idx3.*";

    private IdxReader() {}

    /**
     * Reads a data set, where the tree holds one of these.
     *
     * @return in memory: the tree may be closed
     */
    static Optional<Splits<LabelledDataset>> read(FileTree tree) throws IOException {
        List<String> imageFiles = tree.files().stream()
                .filter(file -> FileTree.fileName(file).matches(IMAGES))
                .toList();
        if (imageFiles.isEmpty()) {
            return Optional.empty();
        }
        Map<Split, IdxDataset> parts = new EnumMap<>(Split.class);
        for (String images : imageFiles) {
            String name = FileTree.fileName(images);
            String labels = images.substring(0, images.length() - name.length())
                    + name.replace("images", "labels").replace("idx3", "idx1");
            if (!tree.files().contains(labels)) {
                throw new DatasetException(tree.path(labels) + " does not exist");
            }
            if (parts.put(split(name), IdxDataset.read(tree, images, labels)) != null) {
                throw new DatasetException(tree.name() + " holds several IDX files for one part: " + imageFiles);
            }
        }
        int classes = parts.values().stream()
                .mapToInt(part -> part.labels().size())
                .max()
                .orElseThrow();
        Map<Split, LabelledDataset> named = new EnumMap<>(Split.class);
        parts.forEach((split, part) -> named.put(split, part.withClasses(classes)));
        return Optional.of(new Splits<>(tree.name(), named));
    }

    private static Split split(String name) {
        if (name.contains("t10k") || name.contains("test")) {
            return Split.TEST;
        }
        return name.contains("train") ? Split.TRAIN : Split.ALL;
    }
}
