package io.github.sknet.runtime.kernels;

/**
 * A convolution of any kernel, stride, dilation and grouping, reduced to tables:
 *
 * <pre>y[outputs[p] + c] = max(low, bias[c] + Σₖ w[k][c] · x[inputs[p] + offsets[k]])</pre>
 *
 * <p>Padding is not seen here: the input has a border of zeros. A matrix product over channels is a convolution whose
 * offsets count the channels.
 *
 * @param tile the block of outputs of one call of the innermost kernel
 * @param pixels where tiles read and write
 * @param filter the packed weights
 * @param offsets for each set of input channels and each step the distance from {@code inputs[p]}
 * @param firstOffset for each panel where its offsets begin
 * @param low the smallest output: 0 for a ReLU, −∞ for none. NaN stays NaN
 */
public record Convolution(
        Tile tile, PixelTable pixels, PackedFilter filter, int[] offsets, int[] firstOffset, float low) {}
