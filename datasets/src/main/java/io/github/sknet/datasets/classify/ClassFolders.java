package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.FileTree;
import io.github.sknet.datasets.LabelIndex;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises data sets of one folder per class, in a folder or a zip file: {@code CLASS/…/IMAGE} or {@code
 * PART/CLASS/…/IMAGE}, where a part is called {@code train}, {@code val} or {@code test} (or the like), and all may lie
 * below further folders that they share. The sorted names of the classes of all parts are the labels.
 */
final class ClassFolders {
    private ClassFolders() {}

    private record Located(String file, Split split, String className) {}

    /** Reads a data set, whose images are read from the tree later. */
    static Splits<LabelledDataset> read(FileTree tree) throws DatasetException {
        List<String> images = tree.images();
        if (images.isEmpty()) {
            throw new DatasetException(tree.name() + " holds no images; class folders (CLASS/IMAGE.jpg), IDX files or "
                    + "CIFAR binaries were expected");
        }
        int shared = sharedFolders(images);
        List<Located> located = new ArrayList<>();
        for (String image : images) {
            locate(image, shared).ifPresent(located::add);
        }
        List<String> labels =
                located.stream().map(Located::className).distinct().sorted().toList();
        if (labels.isEmpty()) {
            throw new DatasetException(tree.name() + " holds " + images.size()
                    + " images, but none in a folder of its class (CLASS/IMAGE.jpg)");
        }
        LabelIndex index = new LabelIndex(labels);
        Map<Split, List<ClassFolderDataset.Entry>> entries = new EnumMap<>(Split.class);
        for (Located image : located) {
            int label = index.of(image.className).orElseThrow();
            entries.computeIfAbsent(image.split, split -> new ArrayList<>())
                    .add(new ClassFolderDataset.Entry(image.file, label));
        }
        Map<Split, LabelledDataset> parts = new EnumMap<>(Split.class);
        entries.forEach((split, files) -> parts.put(split, new ClassFolderDataset(tree, files, labels)));
        return new Splits<>(tree.name(), parts);
    }

    /** How many leading folders all images share and that are neither a part nor the only class. */
    private static int sharedFolders(List<String> images) {
        List<String[]> paths = images.stream().map(image -> image.split("/")).toList();
        int depth = 0;
        while (true) {
            int level = depth;
            String first = paths.get(0)[level];
            boolean shared = Split.named(first).isEmpty()
                    && paths.stream().allMatch(path -> path.length > level + 2 && path[level].equals(first));
            if (!shared) {
                return depth;
            }
            depth++;
        }
    }

    private static Optional<Located> locate(String image, int shared) {
        String[] path = image.split("/");
        Split split = path.length > shared + 1 ? Split.named(path[shared]).orElse(null) : null;
        int level = split == null ? shared : shared + 1;
        return path.length > level + 1
                ? Optional.of(new Located(image, split == null ? Split.ALL : split, path[level]))
                : Optional.empty();
    }
}
