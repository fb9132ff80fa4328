package io.github.sknet.runtime.convolution;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation.Convolve;

/**
 * Sums the products of the definition.
 *
 * @param site what is computed
 */
record Direct(ConvolutionSite site) implements Algorithm {

    @Override
    public double time() {
        Window window = site.convolve().window();
        MapLayout output = site.output();
        long steps = (long) window.taps() * site.steps().length;
        long starts = (long) window.kernel().height() * MachineModel.SUM_START_STEPS;
        return (double) output.height() * output.width() * (steps + starts) * output.stride()
                + (double) MachineModel.WEIGHT_MULTIPLY_ADDS * steps * output.stride();
    }

    @Override
    public PreparedConvolution prepare(FilterCache filters) {
        Convolve convolve = site.convolve();
        MapLayout output = site.output();
        StepOffsets offsets = StepOffsets.of(site);
        TileChoice choice = TileChoice.of(
                site.kernels(), offsets.operand(), convolve.output().pixels(), vectors(offsets.operand()));
        Tile tile = choice.tile();
        int width = tile.vectors() * site.lanes();
        int stride = output.stride() / width * width;
        PackedFilter filter = filters.get(
                new FilterCache.Key(
                        convolve.filter(),
                        FilterCache.Key.WHOLE,
                        offsets.operand(),
                        new FilterCache.Steps(site.steps()),
                        output.order(),
                        width,
                        stride),
                () -> FilterPacking.pack(
                        convolve.filter(),
                        offsets.operand(),
                        site.steps(),
                        output.order(),
                        site.lanes(),
                        width,
                        stride));
        PixelTable pixels = ConvolutionPixels.tiles(convolve.window(), site.input(), output, tile.pixels());
        Convolution tables = new Convolution(
                tile,
                choice.last(),
                pixels,
                filter,
                offsets.offsets(),
                offsets.run(),
                offsets.first(convolve, output.order(), width, stride),
                TileSpans.of(convolve, pixels, filter.steps() / offsets.run()));
        ConvolutionGrid grid = ConvolutionGrid.of(
                pixels.tiles(), filter.panels(), convolve.macs(), site.input().floats(), filter.weights().length);
        int[] residuals = site.residual() == null ? null : ConvolutionPixels.of(site.residual(), tile.pixels());
        int[] factors = site.factors() == null ? null : ConvolutionPixels.of(site.factors(), output, tile.pixels());
        return new PreparedConvolution(tables, grid, residuals, factors);
    }

    /** The vectors of output channels that a panel must not straddle: those that read the same input channels. */
    private int vectors(Operand operand) {
        Convolve convolve = site.convolve();
        int outputs = convolve.output().shape().channels() / convolve.groups();
        if (operand == Operand.LANEWISE) {
            return outputs;
        }
        int floats = convolve.groups() == 1 ? site.output().stride() : ChannelOrder.roundUp(outputs, site.lanes());
        return floats / site.lanes();
    }
}
