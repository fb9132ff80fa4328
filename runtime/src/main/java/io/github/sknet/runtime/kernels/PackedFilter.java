package io.github.sknet.runtime.kernels;

/**
 * A convolution's weights in the order in which a tile reads them. A panel is a tile's vectors of output channels.
 *
 * @param operand what the weights are multiplied by
 * @param vectors the vectors of a panel
 * @param panels the number of panels; panel p writes the vectors p·vectors … of a pixel
 * @param steps the length of the sum, taps × input channels of a group
 * @param weights [panel][step][vectors · lanes], beginning at {@link CacheLine#FIRST}
 * @param bias [panel][vectors · lanes]
 */
public record PackedFilter(Operand operand, int vectors, int panels, int steps, float[] weights, float[] bias) {

    /** Where a panel's weights begin, with vectors of so many lanes. */
    public int start(int panel, int lanes) {
        return CacheLine.FIRST + panel * steps * vectors * lanes;
    }

    /** The bytes that the weights and the bias take. */
    public long bytes() {
        return 4L * (weights.length + bias.length);
    }
}
