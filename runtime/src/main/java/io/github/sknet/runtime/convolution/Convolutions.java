package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation.Convolve;

/** Makes convolutions ready to be run. */
public final class Convolutions {

    private final Kernels kernels;
    private final FilterCache filters;

    /**
     * Preparations for the given kernels.
     *
     * @param filters keeps what is packed
     */
    public Convolutions(Kernels kernels, FilterCache filters) {
        this.kernels = kernels;
        this.filters = filters;
    }

    /**
     * Prepares a convolution.
     *
     * @param residual the layout of the value that is added, null for none
     */
    public PreparedConvolution prepare(Convolve convolve, MapLayout input, MapLayout output, MapLayout residual) {
        int lanes = kernels.lanes();
        int outputs = convolve.output().shape().channels() / convolve.groups();
        int[] steps = StepOffsets.steps(convolve, input.order());
        Winograd winograd = new Winograd(convolve, input, output, steps, lanes);
        if (winograd.isQuicker()) {
            return winograd.prepare(kernels, filters, residual);
        }
        StepOffsets offsets =
                StepOffsets.of(convolve, Grouping.of(convolve, lanes).operand(), steps, input, lanes);
        Operand operand = offsets.operand();
        int vectors = operand == Operand.LANEWISE
                ? outputs
                : convolve.groups() == 1 ? output.stride() / lanes : ChannelOrder.roundUp(outputs, lanes) / lanes;
        Tile tile = TileChoice.choose(kernels, operand, convolve.output().pixels(), vectors);
        int width = tile.vectors() * lanes;
        int stride = output.stride() / width * width;
        PackedFilter filter = filters.get(
                new FilterCache.Key(
                        convolve.output().name(), operand, new FilterCache.Steps(steps), output.order(), width, stride),
                () -> FilterPacking.pack(convolve, operand, steps, output.order(), lanes, width, stride));
        PixelTable pixels = ConvolutionPixels.tiles(convolve.window(), input, output, tile.pixels());
        int[] first = offsets.first(convolve, output.order(), width, stride);
        return new DirectConvolution(
                new Convolution(
                        tile,
                        pixels,
                        filter,
                        offsets.offsets(),
                        offsets.run(),
                        first,
                        TileSpans.of(convolve, pixels, filter.steps() / offsets.run())),
                ConvolutionGrid.of(
                        pixels.tiles(), filter.panels(), convolve.macs(), input.floats(), filter.weights().length),
                residual == null ? null : ConvolutionPixels.of(residual, tile.pixels()));
    }
}
