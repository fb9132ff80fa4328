/**
 * The innermost loops of convolutions, and which there are: a class for each block of pixels and vectors whose sums stay in registers.
 * They know nothing of networks; what they read and write is in the tables of a
 * {@link io.github.sknet.runtime.kernels.Convolution}.
 *
 * <p>The build writes them, into {@code target/generated-sources/tiles}: {@code src/main/speller/TileSpeller.java} has the table of
 * all tiles, and says what C2 asks of them. Only {@link io.github.sknet.runtime.vector.tiles.Lanes} is written by hand.
 */
package io.github.sknet.runtime.vector.tiles;
