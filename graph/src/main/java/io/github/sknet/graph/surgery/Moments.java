package io.github.sknet.graph.surgery;

import io.github.sknet.graph.weights.Tensor;

/** Mean and variance of each channel over the pixels of many maps. */
final class Moments {

    private final double[] sums;
    private final double[] squares;
    private long count;

    Moments(int channels) {
        sums = new double[channels];
        squares = new double[channels];
    }

    int channels() {
        return sums.length;
    }

    /** Takes maps (N, C, H, W) in. */
    void add(Tensor maps) {
        int pixels = maps.size(2) * maps.size(3);
        float[] values = maps.values();
        for (int i = 0; i < values.length; i++) {
            int channel = i / pixels % sums.length;
            sums[channel] += values[i];
            squares[channel] += (double) values[i] * values[i];
        }
        count += (long) maps.size(0) * pixels;
    }

    float[] mean() {
        float[] mean = new float[sums.length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) (sums[c] / count);
        }
        return mean;
    }

    /** The biased variance, never below 0. */
    float[] variance() {
        float[] variance = new float[sums.length];
        for (int c = 0; c < variance.length; c++) {
            double mean = sums[c] / count;
            variance[c] = (float) Math.max(0, squares[c] / count - mean * mean);
        }
        return variance;
    }
}
