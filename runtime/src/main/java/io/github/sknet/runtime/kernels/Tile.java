package io.github.sknet.runtime.kernels;

/**
 * The block of outputs that a convolution keeps in registers while it sums.
 *
 * @param pixels output pixels
 * @param vectors vectors of output channels of each pixel
 */
public record Tile(int pixels, int vectors) {

    @Override
    public String toString() {
        return pixels + "×" + vectors;
    }
}
