package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.program.Filter;
import java.util.Arrays;

/** Brings a convolution's weights into the order in which its tiles read them. */
final class FilterPacking {

    /** Where a position's weights begin in the network's array; −1 for zeros. */
    private final int[] rows;

    private final double[] scale;
    private final float[] bias;
    private final float[] weight;

    private FilterPacking(Filter filter, ChannelOrder outputs, int stride) {
        this.rows = new int[stride];
        this.scale = new double[stride];
        this.bias = new float[stride];
        this.weight = filter.weight();
        Arrays.fill(rows, -1);
        for (int c = 0; c < filter.outputs(); c++) {
            int position = outputs.position(c);
            if (position < stride) {
                rows[position] = filter.rows()[c];
                scale[position] = filter.scale()[c];
                bias[position] = (float) filter.bias()[c];
            }
        }
    }

    /**
     * Packs weights (out, in / groups, kernel height, kernel width).
     *
     * @param steps the order of the input channels of a group: see {@link ConvolutionSite}
     * @param outputs the channels' order in the output
     * @param width the floats of a panel
     * @param stride the floats of an output pixel that panels cover, a multiple of width
     */
    static PackedFilter pack(
            Filter filter, Operand operand, int[] steps, ChannelOrder outputs, int lanes, int width, int stride) {
        int taps = filter.length() / steps.length;
        int panels = stride / width;
        float[] packed = new float
                [Math.addExact(
                        CacheLine.FIRST, Math.multiplyExact(Math.multiplyExact(panels, filter.length()), width))];
        FilterPacking packing = new FilterPacking(filter, outputs, stride);
        int to = CacheLine.FIRST;
        for (int panel = 0; panel < panels; panel++) {
            for (int tap = 0; tap < taps; tap++) {
                for (int step : steps) {
                    packing.gather(step * taps + tap, panel * width, packed, to, width);
                    to += width;
                }
            }
        }
        return new PackedFilter(operand, width / lanes, panels, filter.length(), packed, packing.bias);
    }

    /** One step of a panel: the same weight of each of its channels, rounded once; 0 for padding. */
    private void gather(int index, int first, float[] packed, int to, int width) {
        for (int i = 0; i < width; i++) {
            int row = rows[first + i];
            packed[to + i] = row < 0 ? 0 : (float) (weight[row + index] * scale[first + i]);
        }
    }
}
