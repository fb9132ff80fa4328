package io.github.sknet.runtime.kernels;

/**
 * What is made of the channels of one pixel, taken together. Channels lie at positions: where a channel is within a pixel, in the order
 * of the channels. Each function is its own definition as a plain loop; kernels may have twins of it.
 */
public sealed interface ChannelFunction {

    /**
     * Computes a pixel; in place where x is y and both begin at the same offset.
     *
     * @param positions of the channels, in the input and in the output where that has as many
     */
    void pixel(int[] positions, float[] x, int xo, float[] y, int yo);

    /** Its name for a human. */
    String label();

    /** exp(x) / Σ exp(x). */
    record Softmax() implements ChannelFunction {

        @Override
        public void pixel(int[] positions, float[] x, int xo, float[] y, int yo) {
            float largest = largest(positions, x, xo);
            double sum = 0;
            for (int position : positions) {
                sum += Math.exp(x[xo + position] - largest);
            }
            for (int position : positions) {
                y[yo + position] = (float) (Math.exp(x[xo + position] - largest) / sum);
            }
        }

        @Override
        public String label() {
            return "softmax over channels";
        }
    }

    /**
     * weight·(x − mean)/√(var + ε) + bias.
     *
     * @param weight by position
     * @param bias by position
     */
    record LayerNorm(float[] weight, float[] bias, float epsilon) implements ChannelFunction {

        @Override
        public void pixel(int[] positions, float[] x, int xo, float[] y, int yo) {
            double mean = mean(positions, x, xo);
            double squares = 0;
            for (int position : positions) {
                double distance = x[xo + position] - mean;
                squares += distance * distance;
            }
            double factor = 1 / Math.sqrt(squares / positions.length + epsilon);
            for (int position : positions) {
                double normal = (x[xo + position] - mean) * factor;
                y[yo + position] = (float) (weight[position] * normal + bias[position]);
            }
        }

        @Override
        public String label() {
            return "layer norm";
        }
    }

    /**
     * x / (bias + α/size · Σ x²)^β over the channels around each.
     *
     * @param reach channels on either side
     * @param factor α/size
     */
    record LocalResponse(int reach, double factor, double beta, double bias) implements ChannelFunction {

        @Override
        public void pixel(int[] positions, float[] x, int xo, float[] y, int yo) {
            double[] results = new double[positions.length];
            for (int c = 0; c < positions.length; c++) {
                double squares = 0;
                for (int i = Math.max(0, c - reach); i <= Math.min(positions.length - 1, c + reach); i++) {
                    double value = x[xo + positions[i]];
                    squares += value * value;
                }
                results[c] = x[xo + positions[c]] / Math.pow(bias + factor * squares, beta);
            }
            for (int c = 0; c < positions.length; c++) {
                y[yo + positions[c]] = (float) results[c];
            }
        }

        @Override
        public String label() {
            return "local response norm";
        }
    }

    /** The mean, in the output's first channel. */
    record Mean() implements ChannelFunction {

        @Override
        public void pixel(int[] positions, float[] x, int xo, float[] y, int yo) {
            y[yo] = (float) mean(positions, x, xo);
        }

        @Override
        public String label() {
            return "mean over channels";
        }
    }

    /** The largest, in the output's first channel. */
    record Largest() implements ChannelFunction {

        @Override
        public void pixel(int[] positions, float[] x, int xo, float[] y, int yo) {
            y[yo] = largest(positions, x, xo);
        }

        @Override
        public String label() {
            return "largest over channels";
        }
    }

    private static double mean(int[] positions, float[] x, int xo) {
        double sum = 0;
        for (int position : positions) {
            sum += x[xo + position];
        }
        return sum / positions.length;
    }

    private static float largest(int[] positions, float[] x, int xo) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int position : positions) {
            largest = Math.max(largest, x[xo + position]);
        }
        return largest;
    }
}
