package io.github.sknet.datasets.segment;

import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;

/** What the samples of mask files stand for. */
@FunctionalInterface
interface MaskCoding {

    /**
     * Reads a mask.
     *
     * @param content of the file
     * @param name what messages call it
     * @return one channel of labels and {@link SegmentationDataset#IGNORED}
     * @throws ImageException naming the file, when it is no mask of this coding
     */
    Image decode(byte[] content, String name) throws ImageException;

    /**
     * The same with the labels in another order.
     *
     * @param order the new label of each old one
     */
    default MaskCoding ordered(int[] order) {
        return (content, name) -> {
            Image mask = decode(content, name);
            byte[] moved = mask.samples().clone();
            for (int i = 0; i < moved.length; i++) {
                int label = moved[i] & 0xFF;
                moved[i] = (byte) (label < order.length ? order[label] : label);
            }
            return new Image(mask.width(), mask.height(), 1, moved);
        };
    }

    /** Samples stand for the labels in a table of 256. */
    static MaskCoding indices(int[] labels) {
        return (content, name) -> {
            Image stored = MaskDecoder.decode(content, name);
            byte[] samples = stored.samples();
            byte[] mask = new byte[samples.length];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = (byte) labels[samples[i] & 0xFF];
            }
            return new Image(stored.width(), stored.height(), 1, mask);
        };
    }

    /**
     * Samples are class indices.
     *
     * @param ignored the value of pixels that do not count, besides 255; below 0 for none
     */
    static MaskCoding indices(int ignored) {
        int[] labels = new int[256];
        for (int value = 0; value < 256; value++) {
            labels[value] = value == ignored ? SegmentationDataset.IGNORED : value;
        }
        return indices(labels);
    }

    /** Dark samples are the background, 0, and bright ones the foreground, 1. */
    static MaskCoding binary(int threshold) {
        int[] labels = new int[256];
        for (int value = threshold; value < 256; value++) {
            labels[value] = 1;
        }
        return indices(labels);
    }
}
