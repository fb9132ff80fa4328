package io.github.sknet.runtime.kernels;

/**
 * A convolution of any kernel, stride, dilation and grouping, reduced to tables:
 *
 * <pre>y[outputs[p] + c] = bias[c] + Σₖ w[k][c] · x[inputs[p] + offsets[k / run] + k mod run]</pre>
 *
 * <p>Padding is not seen here: the input has a border of zeros. A matrix product over channels is a convolution whose
 * single run covers the channels. Lane by lane a step is a whole vector of inputs, and a run is one step.
 *
 * @param tile the block of outputs of one call of the innermost kernel
 * @param pixels where tiles read and write
 * @param filter the packed weights
 * @param offsets for each set of input channels and each run the distance from {@code inputs[p]}
 * @param run the number of steps that read consecutive values; divides the filter's steps
 * @param firstOffset for each panel where its offsets begin
 */
public record Convolution(
        Tile tile, PixelTable pixels, PackedFilter filter, int[] offsets, int run, int[] firstOffset) {}
