package io.github.sknet.report;

import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.EvenSpread;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pictures of what a model answers to some images of a data set. */
public final class AnswerPictures {

    /** Makes the pictures of an image. */
    @FunctionalInterface
    public interface Painter {

        /**
         * The pictures of an image.
         *
         * @throws IOException when the image is broken
         */
        List<Picture> paint(int index) throws IOException;
    }

    private AnswerPictures() {}

    /**
     * The pictures of some images, spread evenly over the data set.
     *
     * @param count how many images, at least 1
     * @param broken what the evaluation said of broken images: these are passed over
     * @throws IOException when another image is broken
     */
    public static List<Picture> spread(Dataset<?> dataset, int count, List<String> broken, Painter painter)
            throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (int index : EvenSpread.indices(dataset.size(), count)) {
            try {
                pictures.addAll(painter.paint(index));
            } catch (IOException problem) {
                if (!broken.contains(problem.getMessage())) {
                    throw problem;
                }
            }
        }
        return pictures;
    }

    /**
     * An image with an answer drawn on it.
     *
     * @param name the image's, of which the file is shown
     * @param note a few words more
     */
    public static Picture of(Image image, Answer answer, String name, String note) {
        try (io.github.sknet.vision.plot.Picture drawing = answer.picture(image)) {
            return Picture.ofDrawing(drawing.image(), name.substring(name.lastIndexOf('/') + 1), note);
        }
    }
}
