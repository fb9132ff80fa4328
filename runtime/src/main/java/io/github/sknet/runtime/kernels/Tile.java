package io.github.sknet.runtime.kernels;

/**
 * The block of outputs that a convolution keeps in registers while it sums.
 *
 * @param pixels output pixels
 * @param vectors vectors of output channels of each pixel
 */
public record Tile(int pixels, int vectors) {

    /** What ends a convolution with a single pixel left, where kernels have this tile and the others are as wide. */
    public static final Tile SINGLE_PIXEL = new Tile(1, 4);

    @Override
    public String toString() {
        return pixels + "×" + vectors;
    }
}
