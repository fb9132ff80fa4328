package io.github.sknet.runtime.kernels;

/**
 * How the pixels of a resized map are made of input pixels: of two rows and two columns each. The offset of a pixel is the sum of its
 * row's and its column's.
 *
 * @param rows along the height
 * @param columns along the width
 */
public record PixelBlend(Axis rows, Axis columns) {

    /**
     * One axis.
     *
     * @param outputs the offset of each output position
     * @param first the offset of the first input position that each is made of
     * @param second the offset of the second
     * @param share of the second, 0 … 1; where it is 0, the second is not read
     */
    public record Axis(int[] outputs, int[] first, int[] second, float[] share) {}
}
