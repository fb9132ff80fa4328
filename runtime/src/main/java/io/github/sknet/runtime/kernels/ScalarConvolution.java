package io.github.sknet.runtime.kernels;

/**
 * Convolutions as their definition has them: the specification of every tile.
 *
 * @param lanes the floats of a vector
 */
record ScalarConvolution(int lanes) {

    void compute(
            Convolution convolution,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            int firstTile,
            int endTile,
            int firstPanel,
            int endPanel) {
        PixelTable pixels = convolution.pixels();
        int width = convolution.filter().vectors() * lanes;
        for (int panel = firstPanel; panel < endPanel; panel++) {
            for (int tile = firstTile; tile < endTile; tile++) {
                int from = tile * pixels.tilePixels();
                int to = from + pixels.distinct(tile);
                for (int p = from; p < to; p++) {
                    int out = yo + pixels.outputs()[p] + panel * width;
                    begin(convolution.filter().bias(), finish, p, panel * width, y, out, width);
                    sum(convolution, panel, x, xo + pixels.inputs()[p], y, out);
                    end(finish, p, panel * width, y, out, width);
                }
            }
        }
    }

    /** The bias and the value to add, which may lie where the output goes. */
    static void begin(float[] bias, Finish finish, int pixel, int channel, float[] y, int yo, int width) {
        if (finish.residuals() == null) {
            System.arraycopy(bias, channel, y, yo, width);
            return;
        }
        int residual = finish.residual() + finish.residuals()[pixel] + channel;
        for (int i = 0; i < width; i++) {
            y[yo + i] = bias[channel + i] + y[residual + i];
        }
    }

    private void sum(Convolution convolution, int panel, float[] x, int xo, float[] y, int yo) {
        PackedFilter filter = convolution.filter();
        float[] weights = filter.weights();
        int[] offsets = convolution.offsets();
        int run = convolution.run();
        int firstOffset = convolution.firstOffset()[panel];
        int width = filter.vectors() * lanes;
        int w = filter.start(panel, lanes);
        boolean broadcast = filter.operand() != Operand.LANEWISE;
        for (int k = 0; k < filter.steps(); k++, w += width) {
            int at = xo + offsets[firstOffset + k / run] + k % run;
            if (broadcast) {
                addScaled(x[at], weights, w, y, yo, width);
            } else {
                for (int v = 0; v < width; v += lanes) {
                    addProduct(x, at, weights, w + v, y, yo + v);
                }
            }
        }
    }

    private static void addScaled(float a, float[] weights, int wo, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] += a * weights[wo + i];
        }
    }

    private void addProduct(float[] x, int xo, float[] weights, int wo, float[] y, int yo) {
        for (int i = 0; i < lanes; i++) {
            y[yo + i] += x[xo + i] * weights[wo + i];
        }
    }

    /**
     * What follows the sum and the addition.
     *
     * @param pixel its number among the outputs, each counted once
     */
    static void end(Finish finish, int pixel, int channel, float[] y, int yo, int width) {
        for (int i = 0; i < width; i++) {
            float sum = y[yo + i];
            y[yo + i] = finish.slopes() == null
                    ? finish.function().of(sum)
                    : Math.max(0, sum) + finish.slopes()[channel + i] * Math.min(0, sum);
        }
        if (finish.factors() != null) {
            int factor = finish.factor() + finish.factors()[pixel] + channel;
            for (int i = 0; i < width; i++) {
                y[yo + i] *= y[factor + i];
            }
        }
        if (finish.sums() >= 0) {
            for (int i = 0; i < width; i++) {
                y[finish.sums() + channel + i] += y[yo + i];
            }
        }
    }
}
