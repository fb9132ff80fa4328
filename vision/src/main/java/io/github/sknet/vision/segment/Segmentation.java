package io.github.sknet.vision.segment;

import io.github.sknet.vision.image.Image;
import java.util.List;

/**
 * The class of each pixel of an image.
 *
 * @param mask labels, one channel, of the image's size
 * @param labels the classes' names
 */
public record Segmentation(Image mask, List<String> labels) {

    /** The mask's value of pixels that are of no class. */
    public static final int IGNORED = 255;

    public Segmentation {
        labels = List.copyOf(labels);
    }

    /** The class at a pixel. */
    public int labelAt(int x, int y) {
        return mask.sample(x, y, 0);
    }

    /** The share of pixels of each class, by label; 0 to 1, their sum is 1 (without ignored pixels). */
    public double[] shares() {
        double[] shares = new double[labels.size()];
        for (byte sample : mask.samples()) {
            int label = sample & 0xFF;
            if (label < shares.length) {
                shares[label] += 1.0 / mask.samples().length;
            }
        }
        return shares;
    }
}
