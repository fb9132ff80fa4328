package io.github.sknet.runtime.kernels;

/**
 * What follows a convolution while its tile is still near.
 *
 * @param residuals the offset of a value to add to each output pixel, null for none; relative to residual. It may lie where the
 *     output goes, except with Winograd's filtering
 * @param residual the offset of the map to add
 * @param function of each result, after the addition
 * @param sums where the sum over the pixels is accumulated, channel by channel, −1 for nowhere
 */
public record Finish(int[] residuals, int residual, ValueFunction function, int sums) {

    /** Nothing follows. */
    public static final Finish NOTHING = new Finish(null, 0, ValueFunction.IDENTITY, -1);

    /** The same with sums accumulated elsewhere. */
    public Finish sumsAt(int sums) {
        return new Finish(residuals, residual, function, sums);
    }
}
