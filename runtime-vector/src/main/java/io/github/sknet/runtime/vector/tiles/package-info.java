/**
 * The innermost loops of convolutions: a class for each block of pixels and vectors whose sums stay in registers. They know
 * nothing of networks; what they read and write is in the tables of a {@link io.github.sknet.runtime.kernels.Convolution}.
 */
package io.github.sknet.runtime.vector.tiles;
