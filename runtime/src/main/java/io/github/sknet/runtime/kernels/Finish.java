package io.github.sknet.runtime.kernels;

/**
 * What follows a convolution while its tile is still near: an addition, a function or slopes, a product, sums, in this order.
 *
 * @param residuals the offset of a value to add to each output pixel, null for none; relative to residual. It may lie where the
 *     output goes, except with Winograd's filtering
 * @param residual the offset of the map to add
 * @param function of each result, after the addition
 * @param slopes in place of a function: the factor of what is negative for each channel of a pixel; null for none
 * @param factors the offset of what each output pixel is multiplied by, null for none; relative to factor. In the order of the
 *     outputs, each once
 * @param factor the offset of the map to multiply by
 * @param sums where the sum over the pixels is accumulated, channel by channel, −1 for nowhere
 */
public record Finish(
        int[] residuals, int residual, ValueFunction function, float[] slopes, int[] factors, int factor, int sums) {

    /** Nothing follows. */
    public static final Finish NOTHING = new Finish(null, 0, ValueFunction.IDENTITY, null, null, 0, -1);

    public Finish adding(int[] residuals, int residual) {
        return new Finish(residuals, residual, function, slopes, factors, factor, sums);
    }

    public Finish applying(ValueFunction function) {
        return new Finish(residuals, residual, function, slopes, factors, factor, sums);
    }

    public Finish sloping(float[] slopes) {
        return new Finish(residuals, residual, function, slopes, factors, factor, sums);
    }

    public Finish multiplying(int[] factors, int factor) {
        return new Finish(residuals, residual, function, slopes, factors, factor, sums);
    }

    /** The same with sums accumulated elsewhere. */
    public Finish sumsAt(int sums) {
        return new Finish(residuals, residual, function, slopes, factors, factor, sums);
    }

    /** Whether the kernels for rows of values have a part in it. */
    public boolean needsRows() {
        return slopes != null || factors != null;
    }
}
