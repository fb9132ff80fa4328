package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of Pascal VOC's lists of images, {@code ImageSets/Main/train.txt}.
 *
 * @param file its path in the tree
 * @param split the part that it lists
 */
public record VocList(String file, Split split) {

    /** What VOC calls training and validation together, which is what to learn from where they are not given apart. */
    private static final String TRAINVAL = "trainval";

    /**
     * The lists of parts in a tree.
     *
     * @param kind the folder's name in lower case: {@code main} for boxes, {@code segmentation} for masks
     */
    public static List<VocList> of(FileTree tree, String kind) {
        List<VocList> lists = new ArrayList<>();
        Optional<String> both = Optional.empty();
        for (String file : tree.files()) {
            String path = "/" + file.toLowerCase(Locale.ROOT);
            if (path.matches(".*/imagesets/" + kind + "/[^/]*\\.txt")) {
                String name = FileTree.stem(file);
                Split.named(name).ifPresent(split -> lists.add(new VocList(file, split)));
                both = name.equalsIgnoreCase(TRAINVAL) ? Optional.of(file) : both;
            }
        }
        if (both.isPresent() && lists.stream().noneMatch(list -> list.split == Split.TRAIN)) {
            lists.add(new VocList(both.get(), Split.TRAIN));
        }
        return lists;
    }

    /** The names of the images, one a line. */
    public List<String> ids(FileTree tree, Reading reading) throws IOException {
        return reading.lines(tree.read(file), tree.path(file));
    }

    /** A line without the mark that lists of single classes have: 1, 0 or -1. */
    public static String withoutMark(String line) {
        return line.split("\\s+-?[01]$")[0];
    }
}
