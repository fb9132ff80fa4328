package io.github.sknet.runtime.convolution;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.WinogradTiles;
import io.github.sknet.runtime.maps.MapLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the tiles of a Winograd convolution are: every residue of the dilation by itself is an ordinary convolution. */
final class WinogradPlaces {

    private static final int NOWHERE = -1;

    private final ConvolutionSite site;
    private final List<Span> rows;
    private final List<Span> columns;

    WinogradPlaces(ConvolutionSite site) {
        Size dilation = site.convolve().window().dilation();
        this.site = site;
        this.rows = Span.of(site.output().height(), dilation.height());
        this.columns = Span.of(site.output().width(), dilation.width());
    }

    /** The number of tiles. */
    int count() {
        return rows.size() * columns.size();
    }

    /** The tables of the tiles. */
    WinogradTiles tiles() {
        Window window = site.convolve().window();
        MapLayout input = site.input();
        MapLayout output = site.output();
        int[] inputs = new int[count()];
        int i = 0;
        for (Span row : rows) {
            for (Span column : columns) {
                inputs[i++] = input.offset(
                        row.first - window.padding().top(),
                        column.first - window.padding().left());
            }
        }
        int[] outputs = eachPixel((row, column, pixel) ->
                isDistinct(row, column, pixel) ? offset(output, row, column, pixel) : output.spare());
        return WinogradTiles.of(
                inputs,
                window.dilation().height() * input.pitch(),
                window.dilation().width() * input.stride(),
                outputs,
                output.spare());
    }

    /** The offset of each tile's output pixels in a map of the output's size. */
    int[] pixelsOf(MapLayout map) {
        return eachPixel((row, column, pixel) -> offset(map, row, column, pixel));
    }

    /** The offset of each output pixel, once, in a map of the output's size or of one pixel. */
    int[] distinctPixelsOf(MapLayout map) {
        boolean single = map.height() * map.width() == 1;
        int[] offsets = eachPixel((row, column, pixel) -> !isDistinct(row, column, pixel)
                ? NOWHERE
                : single ? map.offset(0, 0) : offset(map, row, column, pixel));
        return Arrays.stream(offsets).filter(offset -> offset != NOWHERE).toArray();
    }

    private static boolean isDistinct(Span row, Span column, int pixel) {
        return row.owns(pixel / 2) && column.owns(pixel % 2);
    }

    private int offset(MapLayout map, Span row, Span column, int pixel) {
        Size dilation = site.convolve().window().dilation();
        return map.offset(row.first + pixel / 2 * dilation.height(), column.first + pixel % 2 * dilation.width());
    }

    @FunctionalInterface
    private interface TilePixel {
        int of(Span row, Span column, int pixel);
    }

    private int[] eachPixel(TilePixel value) {
        int[] values = new int[WinogradTiles.OUTPUTS * count()];
        int i = 0;
        for (Span row : rows) {
            for (Span column : columns) {
                for (int pixel = 0; pixel < WinogradTiles.OUTPUTS; pixel++) {
                    values[i++] = value.of(row, column, pixel);
                }
            }
        }
        return values;
    }

    /**
     * Where a tile's two outputs are along one axis: at {@code first} and a dilation further.
     *
     * @param whole whether both are its own; otherwise only the second, and the first is the second of the tile before
     */
    private record Span(int first, boolean whole) {

        /** All tiles along an axis. */
        static List<Span> of(int extent, int dilation) {
            List<Span> spans = new ArrayList<>();
            for (int residue = 0; residue < Math.min(dilation, extent); residue++) {
                for (int at = residue; at < extent; at += 2 * dilation) {
                    boolean whole = at + dilation < extent;
                    spans.add(new Span(whole ? at : at - dilation, whole));
                }
            }
            return spans;
        }

        boolean owns(int output) {
            return whole || output == 1;
        }
    }
}
