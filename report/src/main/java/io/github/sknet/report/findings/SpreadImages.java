package io.github.sknet.report.findings;

import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.vision.data.AnnotatedDataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Some images of a data set, spread evenly over it. */
final class SpreadImages {

    /** Makes the pictures of an image. */
    interface Painter {

        /**
         * Adds the pictures of an image.
         *
         * @throws IOException when the image is broken
         */
        void paint(int index, List<Picture> pictures) throws IOException;
    }

    private SpreadImages() {}

    static int[] indices(AnnotatedDataset<?> dataset, int count) {
        int size = dataset.size();
        return count >= size
                ? IntStream.range(0, size).toArray()
                : IntStream.range(0, count)
                        .map(i -> (int) ((long) i * size / count))
                        .toArray();
    }

    /** The pictures of some images; broken ones, which the evaluation has named, are passed over. */
    static List<Picture> paint(AnnotatedDataset<?> dataset, int count, List<String> broken, Painter painter)
            throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (int index : indices(dataset, count)) {
            try {
                painter.paint(index, pictures);
            } catch (IOException problem) {
                if (!broken.contains(problem.getMessage())) {
                    throw problem;
                }
            }
        }
        return pictures;
    }
}
