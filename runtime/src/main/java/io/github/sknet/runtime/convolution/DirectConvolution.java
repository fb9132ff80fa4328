package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Convolution;

/**
 * A convolution that sums the products of its definition.
 *
 * @param convolution tables and weights
 * @param grid tiles of pixels times panels of outputs
 * @param residuals in the order of the table's pixels
 */
public record DirectConvolution(Convolution convolution, ConvolutionGrid grid, int[] residuals)
        implements PreparedConvolution {}
