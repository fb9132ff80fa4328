package io.github.sknet.runtime.convolution;

import static io.github.sknet.runtime.kernels.WinogradTiles.OUTPUTS;
import static io.github.sknet.runtime.kernels.WinogradTiles.POSITIONS;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.WinogradTiles;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Filter;
import io.github.sknet.runtime.program.Operation.Convolve;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Prepares a {@link WinogradConvolution} where that is quicker. */
final class Winograd {

    private static final Size THREE = new Size(3, 3);
    private static final Size ONE = new Size(1, 1);

    /** What there is to gain must be more than an estimate's error. */
    private static final double WORTHWHILE = 0.8;

    /** Steps that the start of a sum takes the time of. */
    private static final int START = 10;

    /** Multiply-adds of a channel of a tile that its transform takes the time of. */
    private static final int TRANSFORM = 100;

    /** Multiply-adds of a weight that reading it from memory takes the time of. */
    private static final int WEIGHT = 26;

    /** Floats between the stages that the second cache should hold. */
    private static final int SCRATCH = 100_000;

    /** Pixels for the choice of a tile: blocks are made of whole ones. */
    private static final int PLENTY = 10_000;

    private static final double[][] G = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};

    private final Convolve convolve;
    private final MapLayout input;
    private final MapLayout output;
    private final int[] channels;
    private final int lanes;
    private final List<Span> rows;
    private final List<Span> columns;

    /**
     * A convolution that may be computed so.
     *
     * @param channels the order of its steps: see {@link StepOffsets#steps}
     */
    Winograd(Convolve convolve, MapLayout input, MapLayout output, int[] channels, int lanes) {
        this.convolve = convolve;
        this.input = input;
        this.output = output;
        this.channels = channels;
        this.lanes = lanes;
        this.rows = Span.of(output.height(), convolve.window().dilation().height());
        this.columns = Span.of(output.width(), convolve.window().dilation().width());
    }

    /** Whether it can be computed so, and sooner than by its definition. */
    boolean isQuicker() {
        Window window = convolve.window();
        return convolve.groups() == 1
                && window.kernel().equals(THREE)
                && window.stride().equals(ONE)
                && output.height() >= 2 * window.dilation().height()
                && output.width() >= 2 * window.dilation().width()
                && readsWholeVectors()
                && estimate() < WORTHWHILE * directEstimate();
    }

    private boolean readsWholeVectors() {
        int first = position(0);
        return first % lanes == 0
                && channels.length % lanes == 0
                && IntStream.range(0, channels.length).allMatch(i -> position(i) == first + i);
    }

    private int position(int channel) {
        return input.order().position(convolve.firstChannel() + channels[channel]);
    }

    /** Multiply-adds of one lane. */
    private double estimate() {
        long in = channels.length;
        long out = output.stride();
        long tiles = (long) rows.size() * columns.size();
        return tiles * (POSITIONS * (in + START) * out + TRANSFORM * (in + out))
                + (double) WEIGHT * POSITIONS * in * out;
    }

    private double directEstimate() {
        long steps = 9L * channels.length;
        return (double) output.height() * output.width() * (steps + 3 * START) * output.stride()
                + (double) WEIGHT * steps * output.stride();
    }

    /**
     * Tables and weights.
     *
     * @param filters keeps what is packed
     * @param residual the layout of the value that is added, null for none
     */
    WinogradConvolution prepare(Kernels kernels, FilterCache filters, MapLayout residual) {
        int in = channels.length;
        int out = output.stride();
        WinogradTiles tiles = tiles();
        int most = Math.max(SCRATCH / (POSITIONS * (in + out)), (in + out) / 8);
        int blocks = (tiles.count() + most - 1) / most;
        int even = (tiles.count() + blocks - 1) / blocks;
        Tile tile = TileChoice.choose(kernels, Operand.BROADCAST, PLENTY, out / lanes);
        int together = ChannelOrder.roundUp(even, tile.pixels());
        int width = tile.vectors() * lanes;
        PixelTable pixels = new PixelTable(
                together,
                tile.pixels(),
                IntStream.range(0, together).map(t -> t * in).toArray(),
                IntStream.range(0, together).map(t -> t * out).toArray());
        List<Convolution> positions = new ArrayList<>();
        for (int position = 0; position < POSITIONS; position++) {
            int p = position;
            PackedFilter filter = filters.get(
                    new FilterCache.Key(
                            convolve.output().name() + " at " + p,
                            Operand.BROADCAST,
                            new FilterCache.Steps(channels),
                            output.order(),
                            width,
                            out),
                    () -> FilterPacking.pack(
                            product(p), Operand.BROADCAST, channels, output.order(), lanes, width, out));
            positions.add(Convolution.unpadded(tile, pixels, filter, new int[1], in, new int[filter.panels()]));
        }
        int panels = positions.get(0).filter().panels();
        return new WinogradConvolution(
                tiles,
                positions,
                bias(),
                position(0),
                in,
                out,
                together,
                ConvolutionGrid.of(
                        (tiles.count() + together - 1) / together,
                        panels,
                        convolve.macs(),
                        input.floats(),
                        (long) POSITIONS * in * out),
                residual == null ? null : residuals(residual));
    }

    private float[] bias() {
        float[] bias = new float[2 * output.stride()];
        for (int c = 0; c < convolve.filter().bias().length; c++) {
            bias[output.order().position(c)] = convolve.filter().bias()[c];
        }
        return bias;
    }

    /** The product of a position, as a 1×1 convolution: its weights are those of G g Gᵀ. */
    private Convolve product(int position) {
        float[] taps = convolve.filter().weight();
        float[] weight = new float[taps.length / 9];
        double[] rows = G[position / 4];
        double[] columns = G[position % 4];
        for (int i = 0; i < weight.length; i++) {
            double sum = 0;
            for (int tap = 0; tap < 9; tap++) {
                sum += rows[tap / 3] * columns[tap % 3] * taps[9 * i + tap];
            }
            weight[i] = (float) sum;
        }
        Filter filter = new Filter(
                weight, convolve.filter().scale(), new float[convolve.filter().bias().length]);
        return Convolve.plain(convolve.input(), convolve.output(), Window.of(1), 1, filter);
    }

    private WinogradTiles tiles() {
        Window window = convolve.window();
        int[] inputs = new int[rows.size() * columns.size()];
        int i = 0;
        for (Span row : rows) {
            for (Span column : columns) {
                inputs[i++] = input.offset(
                        row.first - window.padding().height(),
                        column.first - window.padding().width());
            }
        }
        return WinogradTiles.of(
                inputs,
                window.dilation().height() * input.pitch(),
                window.dilation().width() * input.stride(),
                outputs(),
                output.spare());
    }

    /** For each tile the offsets of its pixels in the output, a spare one for those that another tile gives. */
    private int[] outputs() {
        return eachPixel((row, column, pixel) ->
                row.owns(pixel / 2) && column.owns(pixel % 2) ? offset(output, row, column, pixel) : output.spare());
    }

    /** The offsets of the same pixels in a value that is added. */
    private int[] residuals(MapLayout map) {
        return eachPixel((row, column, pixel) -> offset(map, row, column, pixel));
    }

    private int offset(MapLayout map, Span row, Span column, int pixel) {
        Size dilation = convolve.window().dilation();
        return map.offset(row.first + pixel / 2 * dilation.height(), column.first + pixel % 2 * dilation.width());
    }

    @FunctionalInterface
    private interface TilePixel {
        int of(Span row, Span column, int pixel);
    }

    private int[] eachPixel(TilePixel value) {
        List<Span> rows = Span.of(output.height(), convolve.window().dilation().height());
        List<Span> columns =
                Span.of(output.width(), convolve.window().dilation().width());
        int[] values = new int[OUTPUTS * rows.size() * columns.size()];
        int i = 0;
        for (Span row : rows) {
            for (Span column : columns) {
                for (int pixel = 0; pixel < OUTPUTS; pixel++) {
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

        /** All tiles along an axis; every residue of the dilation by itself is an ordinary convolution. */
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
