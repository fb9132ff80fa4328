package io.github.sknet.runtime.kernels;

import java.util.Locale;

/**
 * A convolution of any kernel, stride, dilation and grouping, reduced to tables:
 *
 * <pre>y[outputs[p] + c] = bias[c] + Σₖ w[k][c] · x[inputs[p] + offsets[k / run] + k mod run]</pre>
 *
 * <p>Padding is not seen here: the input has a border of zeros. A matrix product over channels is a convolution whose
 * single run covers the channels. Lane by lane a step is a whole vector of inputs, and a run is one step.
 *
 * @param tile the block of outputs of one call of the innermost kernel
 * @param last the block of the last call, for the pixels that are left
 * @param pixels where tiles read and write
 * @param filter the packed weights
 * @param offsets for each set of input channels and each run the distance from {@code inputs[p]}
 * @param run the number of steps that read consecutive values; divides the filter's steps
 * @param firstOffset for each panel where its offsets begin
 * @param spans for each tile the first run that reads more than padding, and the one after the last: what lies outside adds
 *     zeros and may be left out
 */
public record Convolution(
        Tile tile,
        Tile last,
        PixelTable pixels,
        PackedFilter filter,
        int[] offsets,
        int run,
        int[] firstOffset,
        int[] spans)
        implements ConvolutionTables {

    /** A convolution without padding, in tiles of one size. */
    public static Convolution unpadded(
            Tile tile, PixelTable pixels, PackedFilter filter, int[] offsets, int run, int[] firstOffset) {
        int runs = filter.steps() / run;
        int[] spans = new int[2 * pixels.tiles()];
        for (int i = 1; i < spans.length; i += 2) {
            spans[i] = runs;
        }
        return new Convolution(tile, tile, pixels, filter, offsets, run, firstOffset, spans);
    }

    /** The block of outputs that begins with a pixel. */
    public Tile tileAt(int pixel) {
        return pixel + tile.pixels() < pixels.count() ? tile : last;
    }

    @Override
    public String algorithm() {
        return filter.operand().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long weightBytes() {
        return filter.bytes();
    }

    @Override
    public int scratchFloats() {
        return 0;
    }
}
