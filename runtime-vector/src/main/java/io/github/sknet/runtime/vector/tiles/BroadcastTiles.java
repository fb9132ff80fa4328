package io.github.sknet.runtime.vector.tiles;

import io.github.sknet.runtime.kernels.Convolution;

/**
 * Convolution tiles where one input value meets a vector of weights: each step loads {@code vectors} vectors of weights
 * and broadcasts one value a pixel. The steps of a run read consecutive values, so that C2 checks the bounds of a run and
 * not of every step. Accumulators are named by pixel and vector. A tile with a single pixel left, as the last one of a map of
 * 7×7, has a loop of its own.
 *
 * <p>C2 keeps addresses in vector registers when it runs out of others, and then accumulators in memory, which is five
 * times slower. So tiles leave several vector registers free, do next to nothing but the loop, have no other branch, and load
 * the start of every accumulator by itself: shared by many, it would be copied, and C2 cannot undo that.
 *
 * <p>No method is called on an accumulator, they are only handed over, and the loop ends below its steps: where C2 does not know
 * the class of what a loop has carried, it calls a method that allocates its result.
 *
 * <p>The bounds of the weights are checked at every step here, {@code k * 4 * LANES}: that keeps C2 from loading all of a step's
 * values at once, for which there are too few registers. The other tiles check each value's bounds anyway, and write
 * {@code k * (4 * LANES)}, which C2 checks once for the loop.
 */
public final class BroadcastTiles {

    private BroadcastTiles() {}

    /**
     * Adds one run of steps to one tile.
     *
     * @param xo where the run begins, relative to the table's inputs
     * @param wo where its weights begin
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
            Broadcast1x4.run(convolution, x, xo, wo, start, so, starts, s, low, y, yo, t);
            return;
        }
        switch (convolution.tile().pixels() * 8 + convolution.tile().vectors()) {
            case 6 * 8 + 4 -> Broadcast6x4.run(convolution, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 5 * 8 + 4 -> Broadcast5x4.run(convolution, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 8 * 8 + 2 -> Broadcast8x2.run(convolution, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 5 * 8 + 2 -> Broadcast5x2.run(convolution, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 8 * 8 + 1 -> Broadcast8x1.run(convolution, x, xo, wo, start, so, starts, s, low, y, yo, t);
            case 1 * 8 + 4 -> Broadcast1x4.run(convolution, x, xo, wo, start, so, starts, s, low, y, yo, t);
            default -> throw new IllegalArgumentException("There is no tile of " + convolution.tile());
        }
    }
}
