package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.AlikeNames;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.LeftOut;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A way in which objects in images are written down. */
public sealed interface AnnotationFormat permits VocFormat, CocoFormat, YoloFormat, LabelMeFormat {

    /** Every format there is, the one that is told most surely first. */
    List<AnnotationFormat> ALL = List.of(new CocoFormat(), new LabelMeFormat(), new VocFormat(), new YoloFormat());

    /** What a message calls it, with its files. */
    String name();

    /** Whether it may have more than boxes. */
    boolean outlined();

    /**
     * Reads the annotations of a tree.
     *
     * @param outlines whether more than boxes is wanted
     * @return empty where the tree holds none of this format
     * @throws IOException naming what is wrong with the whole; what is wrong with a single annotation is noted
     */
    Optional<AnnotationSet> read(FileTree tree, Reading reading, boolean outlines) throws IOException;

    /**
     * Reads the annotations of a tree in whatever format they are, and tells of the images that have none.
     *
     * @param outlines whether more than boxes is wanted
     * @return empty where there are none
     * @throws IOException as {@link #read}, or when none of a part's images can be used
     */
    static Optional<AnnotationSet> find(FileTree tree, Reading reading, boolean outlines) throws IOException {
        for (AnnotationFormat format : ALL) {
            if (outlines && !format.outlined()) {
                continue;
            }
            Optional<AnnotationSet> found = format.read(tree, reading, outlines);
            if (found.isPresent()) {
                AlikeNames.tell(tree.name(), found.get().classes(), reading.problems());
                tellUnused(tree, reading, found.get());
                return found;
            }
        }
        return Optional.empty();
    }

    private static void tellUnused(FileTree tree, Reading reading, AnnotationSet found) throws DatasetException {
        Set<String> used = new HashSet<>();
        found.parts().forEach((split, images) -> images.forEach(image -> used.add(image.file())));
        List<String> unused =
                tree.images().stream().filter(image -> !used.contains(image)).toList();
        LeftOut leftOut = new LeftOut(tree, reading.problems());
        leftOut.tell(unused, "without annotation");
        leftOut.tellUnread();
    }
}
