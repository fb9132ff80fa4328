package io.github.sknet.runtime.layout;

import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
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
        float[] weights = new float[Math.multiplyExact(Math.multiplyExact(panels, length), width)];
        float[] bias = new float[stride];
        int[] channels = outputs.channelsByPosition(stride);
        for (int position = 0; position < stride; position++) {
            int channel = channels[position];
            if (channel >= 0) {
                bias[position] = convolve.bias()[channel];
                int from = channel * length;
                int to = position / width * length * width + position % width;
                for (int tap = 0; tap < taps; tap++) {
                    for (int step : steps) {
                        weights[to] = convolve.weight()[from + step * taps + tap];
                        to += width;
                    }
                }
            }
        }
        return new PackedFilter(operand, width / lanes, panels, length, weights, bias);
    }
}
