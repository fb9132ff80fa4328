package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.program.Filter;
import io.github.sknet.runtime.program.Operation.Convolve;

/** Brings a convolution's weights into the order in which its tiles read them. */
final class FilterPacking {

    private FilterPacking() {}

    /**
     * Packs weights (out, in / groups, kernel height, kernel width).
     *
     * @param steps the order of the input channels of a group: see {@link StepOffsets}
     * @param outputs the channels' order in the output
     * @param width the floats of a panel
     * @param stride the floats of an output pixel, a multiple of width
     */
    static PackedFilter pack(
            Convolve convolve, Operand operand, int[] steps, ChannelOrder outputs, int lanes, int width, int stride) {
        int taps = convolve.window().taps();
        int length = taps * steps.length;
        int panels = stride / width;
        float[] weights = new float
                [Math.addExact(CacheLine.FIRST, Math.multiplyExact(Math.multiplyExact(panels, length), width))];
        float[] bias = new float[stride];
        int[] channels = outputs.channelsByPosition(stride);
        for (int position = 0; position < stride; position++) {
            bias[position] =
                    channels[position] < 0 ? 0 : (float) convolve.filter().bias()[channels[position]];
        }
        int to = CacheLine.FIRST;
        for (int panel = 0; panel < panels; panel++) {
            for (int tap = 0; tap < taps; tap++) {
                for (int step : steps) {
                    gather(convolve.filter(), step * taps + tap, channels, panel * width, weights, to, width);
                    to += width;
                }
            }
        }
        return new PackedFilter(operand, width / lanes, panels, length, weights, bias);
    }

    /** One step of a panel: the same weight of each of its channels, 0 for padding. */
    private static void gather(Filter filter, int index, int[] channels, int first, float[] packed, int to, int width) {
        double[] scale = filter.scale();
        for (int i = 0; i < width; i++) {
            int channel = channels[first + i];
            packed[to + i] = channel < 0 ? 0 : (float) (filter.weight(channel, index) * scale[channel]);
        }
    }
}
