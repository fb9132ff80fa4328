package io.github.sknet.runtime.convolution;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.program.Operation.Convolve;

/** Which rows of a kernel lie within the map, tile by tile; the steps of the others would add zeros. */
final class TileSpans {

    private TileSpans() {}

    /**
     * For each tile the first of a convolution's runs that is needed, and the one after the last.
     *
     * @param runs of the whole kernel, in the order of its rows
     */
    static int[] of(Convolve convolve, PixelTable pixels, int runs) {
        Window window = convolve.window();
        int kernel = window.kernel().height();
        int width = convolve.output().shape().width();
        int height = convolve.input().shape().height();
        int[] spans = new int[2 * pixels.tiles()];
        for (int tile = 0; tile < pixels.tiles(); tile++) {
            int from = tile * pixels.tilePixels();
            int last = from + pixels.distinct(tile) - 1;
            int top = from / width * window.stride().height() - window.padding().top();
            int bottom =
                    last / width * window.stride().height() - window.padding().top();
            int dilation = window.dilation().height();
            // The lowest window needs the first rows, the highest the last ones.
            int first = bottom < 0 ? (-bottom + dilation - 1) / dilation : 0;
            int end = Math.min(kernel, (height - 1 - top) / dilation + 1);
            boolean allPadding = first >= end || runs % kernel != 0;
            spans[2 * tile] = allPadding ? 0 : runs / kernel * first;
            spans[2 * tile + 1] = allPadding ? runs : runs / kernel * end;
        }
        return spans;
    }
}
