package io.github.sknet.train.segment;

import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How common each class of pixels is, for weights that let rare classes count (Eigen and Fergus, ICCV 2015, §6.3.3: median
 * frequency balancing).
 *
 * @param pixels by class: how many pixels are of it
 * @param sight by class: how many pixels all images have together in which it occurs
 */
record ClassBalance(long[] pixels, long[] sight) {

    private static final System.Logger LOG = System.getLogger(ClassBalance.class.getName());

    /** Counts a data set's masks, each read once. Those that can't be read are left to whoever learns from them. */
    static ClassBalance of(SegmentationDataset dataset) {
        int classes = dataset.labels().size();
        ClassBalance balance = new ClassBalance(new long[classes], new long[classes]);
        for (int i = 0; i < dataset.size(); i++) {
            try {
                balance.add(dataset.mask(i));
            } catch (IOException broken) {
                LOG.log(System.Logger.Level.DEBUG, "Not counted: {0}", broken.getMessage());
            }
        }
        return balance;
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
        }
    }

    /**
     * The weight of each class: (median frequency / its frequency) to a power, where a frequency is the class's share of the
     * pixels of the images in which it occurs. A class that never occurs weighs 1.
     *
     * @param power 1 for the paper's weights, less for milder ones, 0 for equal ones
     */
    List<Double> weights(double power) {
        double[] frequencies = IntStream.range(0, pixels.length)
                .mapToDouble(label -> sight[label] == 0 ? 0 : (double) pixels[label] / sight[label])
                .toArray();
        double[] occurring =
                Arrays.stream(frequencies).filter(share -> share > 0).sorted().toArray();
        return Arrays.stream(frequencies)
                .mapToObj(share -> share == 0 ? 1 : Math.pow(median(occurring) / share, power))
                .toList();
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
