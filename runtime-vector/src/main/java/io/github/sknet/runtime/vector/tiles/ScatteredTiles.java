package io.github.sknet.runtime.vector.tiles;

import io.github.sknet.runtime.kernels.Convolution;

/**
 * Convolution tiles where one input value meets a vector of weights, as in {@link BroadcastTiles}, for steps of which few
 * read consecutive values: each looks up where its value is and checks the bounds of every pixel's. That costs less than to
 * begin anew for each short run, with the sums on their way through memory. Steps are counted by their place in the table, one value
 * less to keep: a stem gains a thirtieth by it, while {@link LanewiseTiles}, compiled otherwise, lose as much.
 */
public final class ScatteredTiles {

    private ScatteredTiles() {}

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
        switch (convolution.tile().pixels() * 8 + convolution.tile().vectors()) {
            case 6 * 8 + 4 -> Scattered6x4.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 8 * 8 + 2 -> Scattered8x2.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 5 * 8 + 2 -> Scattered5x2.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 8 * 8 + 1 -> Scattered8x1.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, yo, t);
            default -> throw new IllegalArgumentException("There is no tile of " + convolution.tile());
        }
    }
}
