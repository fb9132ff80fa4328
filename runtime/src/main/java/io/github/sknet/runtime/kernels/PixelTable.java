package io.github.sknet.runtime.kernels;

/**
 * Where a convolution's tiles read and write, pixel by pixel. Both arrays are filled up to whole tiles, with inputs that
 * exist and outputs that nobody reads.
 *
 * @param count the number of output pixels
 * @param tilePixels the pixels of a tile
 * @param inputs for each output pixel the offset of the pixel under the kernel's first tap
 * @param outputs for each output pixel its own offset
 */
public record PixelTable(int count, int tilePixels, int[] inputs, int[] outputs) {

    /** The number of tiles, the last perhaps with filling. */
    public int tiles() {
        return inputs.length / tilePixels;
    }

    /** The pixels of a tile that are no filling. */
    public int distinct(int tile) {
        return Math.min(tilePixels, count - tile * tilePixels);
    }
}
