package io.github.sknet.datasets.metrics;

import java.util.OptionalInt;

/**
 * Pixel accuracy and mean intersection over union from masks of class indices, over all pixels of all images as one, as
 * usual for Pascal VOC and Cityscapes. Not safe for use by several threads.
 */
public final class SegmentationMetrics {
    private final ConfusionMatrix confusion;
    private final OptionalInt ignored;

    /**
     * An evaluation without images yet.
     *
     * @param ignored the true value whose pixels do not count, such as 255
     */
    public SegmentationMetrics(int classes, OptionalInt ignored) {
        this.confusion = new ConfusionMatrix(classes);
        this.ignored = ignored;
    }

    /**
     * Counts an image.
     *
     * @param truth a class or the ignored value, 0 to 255, for each pixel
     * @param predicted a class for each pixel
     */
    public void add(byte[] truth, byte[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "The true mask has " + truth.length + " pixels, the predicted one " + predicted.length);
        }
        int skipped = ignored.orElse(-1);
        for (int pixel = 0; pixel < truth.length; pixel++) {
            int label = truth[pixel] & 0xFF;
            if (label != skipped) {
                confusion.add(label, predicted[pixel] & 0xFF);
            }
        }
    }

    /** The share of counted pixels that is right, 0 to 1; NaN without any. */
    public double pixelAccuracy() {
        return confusion.accuracy();
    }

    /** The mean over the classes that occur, in truth or prediction; NaN without any. */
    public double meanIoU() {
        return confusion.meanIntersectionOverUnion();
    }

    /** By class; its {@code intersectionOverUnion} is the class's share in {@link #meanIoU}. */
    public ConfusionMatrix confusion() {
        return confusion;
    }
}
