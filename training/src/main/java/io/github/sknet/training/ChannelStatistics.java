package io.github.sknet.training;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.vision.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the samples of some images are like, by channel, as fractions of the largest that their form can say.
 *
 * @param mean of each channel
 * @param deviation of each channel, above 0
 * @param images how many were looked at
 */
record ChannelStatistics(List<Double> mean, List<Double> deviation, int images) {

    /** A channel of one value tells nothing, whatever it is divided by. */
    private static final double LEAST_DEVIATION = 1e-6;

    /** What is known of one image, which need not be kept. */
    private record Sums(int channels, boolean deep, long pixels, double[] values, double[] squares) {

        static Sums of(Image image) {
            Samples samples = image.stored();
            int channels = image.channels();
            double[] values = new double[channels];
            double[] squares = new double[channels];
            for (int i = 0; i < samples.length(); i++) {
                double value = samples.fraction(i);
                values[i % channels] += value;
                squares[i % channels] += value * value;
            }
            return new Sums(channels, samples.bits() > Byte.SIZE, samples.length() / channels, values, squares);
        }
    }

    /** Looks at images, one after the other. */
    static final class Measuring {

        private final List<Sums> seen = new ArrayList<>();

        void see(Image image) {
            seen.add(Sums.of(image));
        }

        /**
         * What they are like which are more than pictures: of other channels than grey or RGB, or deeper than 8 bits, whose values seldom
         * fill their form. Images with fewer channels than others are left out.
         *
         * @return empty where all are common pictures
         */
        Optional<ChannelStatistics> statistics() {
            int channels = seen.stream().mapToInt(Sums::channels).max().orElseThrow();
            boolean common = seen.stream().noneMatch(Sums::deep) && (channels == 1 || channels == 3);
            List<Sums> alike =
                    seen.stream().filter(sums -> sums.channels == channels).toList();
            return common ? Optional.empty() : Optional.of(joined(alike, channels));
        }
    }

    private static ChannelStatistics joined(List<Sums> alike, int channels) {
        long pixels = alike.stream().mapToLong(Sums::pixels).sum();
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            int channel = c;
            double mean =
                    alike.stream().mapToDouble(sums -> sums.values[channel]).sum() / pixels;
            double square =
                    alike.stream().mapToDouble(sums -> sums.squares[channel]).sum() / pixels;
            means.add(mean);
            deviations.add(Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, square - mean * mean))));
        }
        return new ChannelStatistics(means, deviations, alike.size());
    }
}
