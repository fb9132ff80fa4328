package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.ConvolutionTables;

/**
 * A convolution ready to be run.
 *
 * @param tables what kernels are given
 * @param grid the items that threads take
 * @param residuals the offset of each output pixel in the value that is added, in the order of the tables' outputs; null for none
 * @param factors the offset of each output pixel in the value that results are multiplied by, in the order of the outputs, each once;
 *     null for none
 */
public record PreparedConvolution(ConvolutionTables tables, ConvolutionGrid grid, int[] residuals, int[] factors) {}
