package io.github.sknet.runtime.layout;

import io.github.sknet.runtime.kernels.Convolution;

/**
 * A convolution ready to be run.
 *
 * @param convolution tables and weights
 * @param grid the items it is cut into
 * @param residuals the offset of each pixel of the value that is added, null for none
 */
public record PreparedConvolution(Convolution convolution, ConvolutionGrid grid, int[] residuals) {}
