package io.github.sknet.datasets.segment;

import io.github.sknet.vision.image.Image;
import java.io.IOException;

/**
 * How often each class occurs in masks, by label.
 *
 * @param pixels how many pixels are of it
 * @param sight how many counted pixels all images have together in which it occurs
 * @param images in how many images it occurs
 */
public record MaskCounts(long[] pixels, long[] sight, int[] images) {

    private static final System.Logger LOG = System.getLogger(MaskCounts.class.getName());

    /** Counts a data set's masks, each read once. Those that can't be read are left to whoever learns from them. */
    static MaskCounts of(SegmentationDataset dataset) {
        int classes = dataset.labels().size();
        MaskCounts counts = new MaskCounts(new long[classes], new long[classes], new int[classes]);
        for (int i = 0; i < dataset.size(); i++) {
            try {
                counts.add(dataset.mask(i));
            } catch (IOException broken) {
                LOG.log(System.Logger.Level.DEBUG, "Not counted: {0}", broken.getMessage());
            }
        }
        return counts;
    }

    private void add(Image mask) {
        long[] here = new long[SegmentationDataset.IGNORED + 1];
        for (byte label : mask.samples()) {
            here[label & 0xFF]++;
        }
        long counted = mask.samples().length - here[SegmentationDataset.IGNORED];
        for (int label = 0; label < pixels.length; label++) {
            pixels[label] += here[label];
            sight[label] += here[label] > 0 ? counted : 0;
            images[label] += here[label] > 0 ? 1 : 0;
        }
    }
}
