package io.github.sknet.runtime.kernels;

import java.util.Arrays;

/**
 * Where the tiles of a 3×3 convolution read and write that is computed by Winograd's F(2×2, 3×3).
 *
 * @param inputs the offset of the first of each tile's 4×4 input pixels
 * @param row floats from row to row of a tile's input
 * @param column floats from pixel to pixel of such a row
 * @param outputs the offsets of each tile's 2×2 output pixels, row by row; {@code spare} where another tile gives that
 *     pixel
 * @param spare the offset of a pixel that nobody reads
 * @param distinct the outputs without those that are spare
 * @param firstDistinct for each tile where its own begin in {@code distinct}, and at the end how many there are
 */
public record WinogradTiles(
        int[] inputs, int row, int column, int[] outputs, int spare, int[] distinct, int[] firstDistinct) {

    /** The products that a tile consists of: a matrix of 4×4. */
    public static final int POSITIONS = 16;

    /** The outputs of a tile. */
    public static final int OUTPUTS = 4;

    /** Tiles of which it is not yet known which outputs are distinct. */
    public static WinogradTiles of(int[] inputs, int row, int column, int[] outputs, int spare) {
        int[] distinct =
                Arrays.stream(outputs).filter(output -> output != spare).toArray();
        int[] first = new int[inputs.length + 1];
        for (int i = 0; i < outputs.length; i++) {
            first[i / OUTPUTS + 1] += outputs[i] == spare ? 0 : 1;
        }
        Arrays.parallelPrefix(first, Integer::sum);
        return new WinogradTiles(inputs, row, column, outputs, spare, distinct, first);
    }

    public int count() {
        return inputs.length;
    }
}
