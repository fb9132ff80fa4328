package io.github.sknet.vision.transform;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;

/** Inputs of networks that say something of every place of an image: in the image's own shape. */
public final class DenseInputs {

    /** Heights and widths are multiples of this. */
    private static final int STEP = 16;

    private DenseInputs() {}

    /**
     * How images become inputs where nobody has said more than their size.
     *
     * @param size the network's input; {@code null} for the sample's shape, with the longer side at its usual length or the
     *     sample's own where that is less
     * @param usual the side in pixels that the network was made for
     * @param sample one of the images
     */
    public static Preprocessing preprocessing(Size size, int usual, Image sample) {
        Size wanted = size == null ? shapedLike(sample, usual) : size;
        return Preprocessing.exactSize(sample.channels(), wanted.height(), wanted.width());
    }

    private static Size shapedLike(Image image, int longerSide) {
        double scale = Math.min(1, (double) longerSide / Math.max(image.width(), image.height()));
        return new Size(rounded(image.height() * scale), rounded(image.width() * scale));
    }

    private static int rounded(double side) {
        return (int) Math.max(1, Math.round(side / STEP)) * STEP;
    }
}
