package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Value;
import java.util.function.Function;

/** Makes convolutions ready to be run, each by the algorithm that is expected to be quicker. */
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
     * @param layouts how each value lies
     */
    public PreparedConvolution prepare(Convolve convolve, Function<Value, MapLayout> layouts) {
        return quickest(ConvolutionSite.of(convolve, layouts, kernels)).prepare(filters);
    }

    private static Algorithm quickest(ConvolutionSite site) {
        Algorithm direct = new Direct(site);
        if (!Winograd.suits(site)) {
            return direct;
        }
        Algorithm winograd = new Winograd(site);
        return winograd.time() < MachineModel.WORTHWHILE * direct.time() ? winograd : direct;
    }
}
