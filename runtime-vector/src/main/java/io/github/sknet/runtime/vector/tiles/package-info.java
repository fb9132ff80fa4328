/**
 * The innermost loops of convolutions: a class for each block of pixels and vectors whose sums stay in registers. They know
 * nothing of networks; what they read and write is in the tables of a {@link io.github.sknet.runtime.kernels.Convolution}.
 *
 * <p>They repeat each other on purpose: C2 keeps sums in registers only where each is a local variable of one method, and
 * neither an array of vectors nor a method that returns several is.
 */
package io.github.sknet.runtime.vector.tiles;
