package io.github.sknet.runtime.vector.tiles;

import io.github.sknet.runtime.kernels.Convolution;

/**
 * Convolution tiles where one input value meets a vector of weights: each step loads {@code vectors} vectors of weights
 * and broadcasts one value a pixel. The steps of a run read consecutive values, so that C2 checks the bounds of a run and
 * not of every step. Accumulators are named by pixel and vector.
 *
 * <p>C2 keeps addresses in vector registers when it runs out of others, and then accumulators in memory, which is five
 * times slower. So tiles leave several vector registers free, need little after the loop, and load the start of every
 * accumulator by itself: shared by many, it would be copied, and C2 cannot undo that.
 */
public final class BroadcastTiles {

    private BroadcastTiles() {}

    /**
     * Adds one run of steps to one tile.
     *
     * @param xo where the run begins, relative to the table's inputs
     * @param wo where its weights begin
     * @param start holds what the sum starts from: zeros, the value to add, or the sum of the runs before
     * @param so where the panel's begins
     * @param starts the offset of each pixel in it
     * @param s the tile's first pixel in that table
     * @param bo where the panel's bias begins, or zeros
     * @param low the smallest result
     * @param yo where the panel's output begins, relative to the table's outputs
     * @param t the tile's first pixel in the tables
     * @param sums where the results of all pixels are added up as well, −1 for nowhere
     */
    public static void run(
            Convolution convolution,
            float[] x,
            int xo,
            int wo,
            float[] start,
            int so,
            int[] starts,
            int s,
            int bo,
            float low,
            float[] y,
            int yo,
            int t,
            int sums) {
        switch (convolution.tile().pixels() * 8 + convolution.tile().vectors()) {
            case 6 * 8 + 4 -> Broadcast6x4.run(convolution, x, xo, wo, start, so, starts, s, bo, low, y, yo, t, sums);
            case 5 * 8 + 4 -> Broadcast5x4.run(convolution, x, xo, wo, start, so, starts, s, bo, low, y, yo, t, sums);
            case 8 * 8 + 2 -> Broadcast8x2.run(convolution, x, xo, wo, start, so, starts, s, bo, low, y, yo, t, sums);
            case 5 * 8 + 2 -> Broadcast5x2.run(convolution, x, xo, wo, start, so, starts, s, bo, low, y, yo, t, sums);
            case 8 * 8 + 1 -> Broadcast8x1.run(convolution, x, xo, wo, start, so, starts, s, bo, low, y, yo, t, sums);
            case 1 * 8 + 4 -> Broadcast1x4.run(convolution, x, xo, wo, start, so, starts, s, bo, low, y, yo, t, sums);
            default -> throw new IllegalArgumentException("There is no tile of " + convolution.tile());
        }
    }
}
