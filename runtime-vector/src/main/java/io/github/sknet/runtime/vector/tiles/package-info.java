/**
 * The innermost loops of convolutions: a class for each block of pixels and vectors whose sums stay in registers. They know
 * nothing of networks; what they read and write is in the tables of a {@link io.github.sknet.runtime.kernels.Convolution}.
 *
 * <p>The build writes them: {@code src/main/speller/TileSpeller.java} has the table of all tiles, the text that they share and
 * what C2 asks of it. They stand in {@code target/generated-sources/tiles}.
 */
package io.github.sknet.runtime.vector.tiles;
