package io.github.sknet.report.findings;

import io.github.sknet.datasets.AnnotatedDataset;
import io.github.sknet.datasets.EvenSpread;
import io.github.sknet.report.html.GallerySection.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    /** The pictures of some images; broken ones, which the evaluation has named, are passed over. */
    static List<Picture> paint(AnnotatedDataset<?> dataset, int count, List<String> broken, Painter painter)
            throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (int index : EvenSpread.indices(dataset.size(), count)) {
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
