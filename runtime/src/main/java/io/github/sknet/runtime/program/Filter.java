package io.github.sknet.runtime.program;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A convolution's parameters. The weights are the network's own array, which is neither changed nor copied: where rows begin and what
 * scales them is kept beside it until they are packed. Filters are equal when they are the same rows of the same array, scaled and
 * shifted alike.
 *
 * @param weight the network's
 * @param rows for each output channel where its weights (in / groups, kernel height, kernel width) begin; −1 where all are zero
 * @param length of a row
 * @param scale of the weights, by output channel
 * @param bias by output channel; not scaled
 */
public record Filter(float[] weight, int[] rows, int length, double[] scale, double[] bias) {

    /**
     * The filter of weights (out, in / groups, kernel height, kernel width) as they are.
     *
     * @param bias by output channel
     */
    public static Filter of(float[] weight, double[] bias) {
        int length = weight.length / bias.length;
        int[] rows = IntStream.range(0, bias.length).map(c -> c * length).toArray();
        double[] scale = new double[bias.length];
        Arrays.fill(scale, 1);
        return new Filter(weight, rows, length, scale, bias);
    }

    /** The filter whose output is this one's, times scale, plus shift, by channel. */
    public Filter then(double[] scale, double[] shift) {
        double[] scales = new double[scale.length];
        double[] biases = new double[scale.length];
        for (int c = 0; c < scale.length; c++) {
            scales[c] = this.scale[c] * scale[c];
            biases[c] = bias[c] * scale[c] + shift[c];
        }
        return new Filter(weight, rows, length, scales, biases);
    }

    /** The number of output channels. */
    public int outputs() {
        return rows.length;
    }

    /** A weight of an output channel, not scaled. */
    public float weight(int output, int index) {
        return rows[output] < 0 ? 0 : weight[rows[output] + index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter that
                && weight == that.weight
                && length == that.length
                && Arrays.equals(rows, that.rows)
                && Arrays.equals(scale, that.scale)
                && Arrays.equals(bias, that.bias);
    }

    @Override
    public int hashCode() {
        int hash = 31 * System.identityHashCode(weight) + Arrays.hashCode(rows);
        return 31 * (31 * hash + Arrays.hashCode(scale)) + Arrays.hashCode(bias);
    }

    @Override
    public String toString() {
        return outputs() + " × " + length;
    }
}
