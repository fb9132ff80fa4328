package io.github.sknet.datasets.files;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import java.util.List;
import java.util.stream.Collectors;

/** Tells of the files of a tree that a data set does not use, and why. */
public final class LeftOut {

    private static final int NAMED = 3;

    private final FileTree tree;
    private final AnnotationProblems problems;

    public LeftOut(FileTree tree, AnnotationProblems problems) {
        this.tree = tree;
        this.problems = problems;
    }

    /**
     * Tells of some files, where there are any.
     *
     * @param files their paths
     * @param why what is the matter with one or many: {@code in no folder of a class}
     */
    public void tell(List<String> files, String why) throws DatasetException {
        if (!files.isEmpty()) {
            problems.add(
                    Kind.UNUSED,
                    files.size(),
                    tree.name() + ": " + counted(files.size()) + " " + why + ": " + some(files));
        }
    }

    /** Tells of the images whose formats are not read. */
    public void tellUnread() throws DatasetException {
        tell(tree.imageFiles().unread(), "of a format that is not read (JPEG, PNG, WebP, TIFF, BMP and GIF are)");
    }

    private static String counted(int files) {
        return files == 1 ? "1 image" : files + " images";
    }

    /** A few of many names. */
    public static String some(List<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + ", …" : first;
    }
}
