package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.files.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens data sets of boxes, in a folder or a zip file: in Pascal VOC's layout or with COCO's JSON files. */
public final class DetectionDatasets {

    private DetectionDatasets() {}

    /**
     * Opens a data set.
     *
     * @param labels the classes, in the order of a model's labels; empty for those that the data set names
     * @param problems where what is wrong with annotations is noted
     * @throws IOException naming what is missing or damaged, in a {@link DatasetException} where it can be told
     */
    public static Splits<DetectionDataset> open(Path path, Optional<List<String>> labels, AnnotationProblems problems)
            throws IOException {
        FileTree tree = FileTree.open(path);
        try {
            Optional<Splits<DetectionDataset>> found = VocReader.read(tree, labels, problems);
            if (found.isEmpty()) {
                found = CocoReader.read(tree, labels, problems);
            }
            return found.orElseThrow(() -> new DatasetException(path + " holds no boxes: neither Pascal VOC's folders"
                    + " (Annotations/*.xml, JPEGImages) nor a JSON file in COCO's format"));
        } catch (IOException unusable) {
            tree.close();
            throw unusable;
        }
    }
}
