package io.github.sknet.runtime.convolution;

import static io.github.sknet.runtime.kernels.WinogradTiles.POSITIONS;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.kernels.WinogradTiles;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Winograd's minimal filtering F(2×2, 3×3), for dense 3×3 convolutions of stride 1: see {@link WinogradConvolution}. */
final class Winograd implements Algorithm {

    private static final Size THREE = new Size(3, 3);
    private static final Size ONE = new Size(1, 1);

    /** Pixels for the choice of a tile: blocks are made of whole ones. */
    private static final int PLENTY = 10_000;

    private final ConvolutionSite site;
    private final WinogradPlaces places;

    Winograd(ConvolutionSite site) {
        this.site = site;
        this.places = new WinogradPlaces(site);
    }

    /** Whether a convolution can be computed so. */
    static boolean suits(ConvolutionSite site) {
        Window window = site.convolve().window();
        return site.convolve().groups() == 1
                && window.kernel().equals(THREE)
                && window.stride().equals(ONE)
                && site.output().height() >= 2 * window.dilation().height()
                && site.output().width() >= 2 * window.dilation().width()
                && readsWholeVectors(site);
    }

    private static boolean readsWholeVectors(ConvolutionSite site) {
        int first = site.position(0, 0);
        int steps = site.steps().length;
        return first % site.lanes() == 0
                && steps % site.lanes() == 0
                && IntStream.range(0, steps).allMatch(step -> site.position(0, step) == first + step);
    }

    @Override
    public double time() {
        long in = site.steps().length;
        long out = site.output().stride();
        return places.count()
                        * (double) (POSITIONS * (in + MachineModel.SUM_START_STEPS) * out
                                + MachineModel.TRANSFORM_MULTIPLY_ADDS * (in + out))
                + (double) MachineModel.WEIGHT_MULTIPLY_ADDS * POSITIONS * in * out;
    }

    @Override
    public PreparedConvolution prepare(FilterCache filters) {
        int in = site.steps().length;
        int out = site.output().stride();
        Tile tile = TileChoice.of(site.kernels(), Operand.BROADCAST, PLENTY, out / site.lanes())
                .tile();
        int together = together(in, out, tile);
        WinogradTiles tiles = places.tiles();
        List<Convolution> positions = positions(filters, tile, together);
        WinogradConvolution tables =
                new WinogradConvolution(tiles, positions, bias(), site.position(0, 0), in, out, together);
        ConvolutionGrid grid = ConvolutionGrid.of(
                (tiles.count() + together - 1) / together,
                positions.get(0).filter().panels(),
                site.convolve().macs(),
                site.input().floats(),
                (long) POSITIONS * in * out);
        int[] residuals = site.residual() == null ? null : places.pixelsOf(site.residual());
        int[] factors = site.factors() == null ? null : places.distinctPixelsOf(site.factors());
        return new PreparedConvolution(tables, grid, residuals, factors);
    }

    /** The tiles of a block: blocks are alike, of whole tiles of the product, and what lies between the stages fits the cache. */
    private int together(int in, int out, Tile tile) {
        int most = Math.max(
                MachineModel.BETWEEN_STAGES_FLOATS / (POSITIONS * (in + out)),
                (in + out) / MachineModel.BLOCK_CHANNELS_DIVISOR);
        int blocks = (places.count() + most - 1) / most;
        return ChannelOrder.roundUp((places.count() + blocks - 1) / blocks, tile.pixels());
    }

    /** For each position its product: a 1×1 convolution of the tiles of a block. */
    private List<Convolution> positions(FilterCache filters, Tile tile, int together) {
        int in = site.steps().length;
        MapLayout output = site.output();
        int width = tile.vectors() * site.lanes();
        PixelTable pixels = new PixelTable(
                together,
                tile.pixels(),
                IntStream.range(0, together).map(t -> t * in).toArray(),
                IntStream.range(0, together).map(t -> t * output.stride()).toArray());
        List<Convolution> positions = new ArrayList<>();
        for (int position = 0; position < POSITIONS; position++) {
            int p = position;
            PackedFilter filter = filters.get(
                    new FilterCache.Key(
                            site.convolve().filter(),
                            p,
                            Operand.BROADCAST,
                            new FilterCache.Steps(site.steps()),
                            output.order(),
                            width,
                            output.stride()),
                    () -> FilterPacking.pack(
                            WinogradWeights.product(site.convolve().filter(), p),
                            Operand.BROADCAST,
                            site.steps(),
                            output.order(),
                            site.lanes(),
                            width,
                            output.stride()));
            positions.add(Convolution.unpadded(tile, pixels, filter, new int[1], in, new int[filter.panels()]));
        }
        return positions;
    }

    private float[] bias() {
        Filter filter = site.convolve().filter();
        MapLayout output = site.output();
        float[] bias = new float[2 * output.stride()];
        for (int c = 0; c < filter.outputs(); c++) {
            bias[output.order().position(c)] = (float) filter.bias()[c];
        }
        return bias;
    }
}
