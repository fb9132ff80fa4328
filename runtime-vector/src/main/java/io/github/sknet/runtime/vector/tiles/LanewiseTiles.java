package io.github.sknet.runtime.vector.tiles;

import io.github.sknet.runtime.kernels.Convolution;

/**
 * Convolution tiles where a vector of inputs meets a vector of weights, lane by lane: grouped and depthwise convolutions
 * with the groups in the lanes. Accumulators and a single pixel that is left are treated as in {@link BroadcastTiles}.
 */
public final class LanewiseTiles {

    private LanewiseTiles() {}

    /**
     * Computes one tile.
     *
     * @param step the first of its offsets
     * @param end one past the last
     * @param xo where the input begins, relative to the table's inputs
     * @param wo where the weights of its first step begin
     * @param start holds what the sum starts from: the bias, or what lies in the output
     * @param so where the panel's begins
     * @param starts the offset of each pixel in it
     * @param s the tile's first pixel in that table
     * @param low the smallest result
     * @param yo where the panel's output begins, relative to the table's outputs
     * @param t the tile's first pixel in the tables
     */
    public static void run(
            Convolution convolution,
            int step,
            int end,
            float[] x,
            int xo,
            int wo,
            float[] start,
            int so,
            int[] starts,
            int s,
            float low,
            float[] y,
            int yo,
            int t) {
        if (t == convolution.pixels().count() - 1 && convolution.filter().vectors() == 4) {
            Lanewise1x4.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            return;
        }
        switch (convolution.tile().pixels() * 8 + convolution.tile().vectors()) {
            case 6 * 8 + 4 -> Lanewise6x4.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 8 * 8 + 2 -> Lanewise8x2.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 5 * 8 + 2 -> Lanewise5x2.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 8 * 8 + 1 -> Lanewise8x1.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            default -> throw new IllegalArgumentException("There is no tile of " + convolution.tile());
        }
    }
}
