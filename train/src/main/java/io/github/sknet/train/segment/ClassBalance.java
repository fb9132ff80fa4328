package io.github.sknet.train.segment;

import io.github.sknet.datasets.segment.MaskCounts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weights that let rare classes of pixels count (Eigen and Fergus, ICCV 2015, §6.3.3: median frequency balancing).
 *
 * @param counts how common each class is
 */
record ClassBalance(MaskCounts counts) {

    /**
     * The weight of each class: (median frequency / its frequency) to a power, where a frequency is the class's share of the
     * pixels of the images in which it occurs. A class that never occurs weighs 1.
     *
     * @param power 1 for the paper's weights, less for milder ones, 0 for equal ones
     */
    List<Double> weights(double power) {
        long[] sight = counts.sight();
        double[] frequencies = IntStream.range(0, sight.length)
                .mapToDouble(label -> sight[label] == 0 ? 0 : (double) counts.pixels()[label] / sight[label])
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
