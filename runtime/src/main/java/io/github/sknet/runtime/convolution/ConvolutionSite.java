package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Value;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A convolution in its place: what every algorithm is given.
 *
 * @param convolve what is computed
 * @param input how the input lies
 * @param output how the output lies
 * @param residual how the value that is added lies, null for none
 * @param factors how the value lies that results are multiplied by, null for none
 * @param kernels what will compute it
 * @param steps the input channels of a group in the order in which they are summed: as they lie in memory, where there is one group
 */
record ConvolutionSite(
        Convolve convolve,
        MapLayout input,
        MapLayout output,
        MapLayout residual,
        MapLayout factors,
        Kernels kernels,
        int[] steps) {

    /**
     * A convolution among values.
     *
     * @param layouts how each value lies
     */
    static ConvolutionSite of(Convolve convolve, Function<Value, MapLayout> layouts, Kernels kernels) {
        MapLayout input = layouts.apply(convolve.input());
        IntStream channels = IntStream.range(0, convolve.channelsPerGroup());
        int[] steps = convolve.groups() > 1
                ? channels.toArray()
                : channels.boxed()
                        .sorted(Comparator.comparingInt(c -> input.order().position(convolve.firstChannel() + c)))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new ConvolutionSite(
                convolve,
                input,
                layouts.apply(convolve.output()),
                layouts.apply(convolve.following().residual()),
                layouts.apply(convolve.following().factors()),
                kernels,
                steps);
    }

    int lanes() {
        return kernels.lanes();
    }

    /** Where in an input pixel the given one of a group's steps reads. */
    int position(int group, int step) {
        return input.order().position(convolve.firstChannel() + group * steps.length + steps[step]);
    }
}
