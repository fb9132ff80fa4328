package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.VectorExponentials.exp;
import static io.github.sknet.runtime.vector.VectorExponentials.of;
import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.ChannelFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Functions of the channels of a pixel that lie in their natural order: whole vectors of them, then those that are left. */
final class VectorChannels {

    private VectorChannels() {}

    /** Whether a function is computed here. */
    static boolean has(ChannelFunction function, int[] positions) {
        if (positions.length < LANES || function instanceof ChannelFunction.LocalResponse) {
            return false;
        }
        for (int c = 0; c < positions.length; c++) {
            if (positions[c] != c) {
                return false;
            }
        }
        return true;
    }

    /** Computes a pixel of so many channels. */
    static void pixel(ChannelFunction function, int channels, float[] x, int xo, float[] y, int yo) {
        if (function instanceof ChannelFunction.LayerNorm norm) {
            layerNorm(norm, channels, x, xo, y, yo);
        } else if (function instanceof ChannelFunction.Softmax) {
            softmax(channels, x, xo, y, yo);
        } else if (function instanceof ChannelFunction.Largest) {
            y[yo] = largest(channels, x, xo);
        } else {
            y[yo] = sum(channels, x, xo) / channels;
        }
    }

    private static float sum(int channels, float[] x, int xo) {
        FloatVector zero = of(0);
        FloatVector sums = zero;
        int c = 0;
        for (; c + LANES <= channels; c += LANES) {
            sums = FloatVector.fromArray(SPECIES, x, xo + c).add(sums);
        }
        float sum = zero.add(sums).reduceLanes(VectorOperators.ADD);
        for (; c < channels; c++) {
            sum += x[xo + c];
        }
        return sum;
    }

    private static float largest(int channels, float[] x, int xo) {
        FloatVector least = of(Float.NEGATIVE_INFINITY);
        FloatVector most = least;
        int c = 0;
        for (; c + LANES <= channels; c += LANES) {
            most = FloatVector.fromArray(SPECIES, x, xo + c).max(most);
        }
        float largest = least.max(most).reduceLanes(VectorOperators.MAX);
        for (; c < channels; c++) {
            largest = Math.max(largest, x[xo + c]);
        }
        return largest;
    }

    private static void layerNorm(ChannelFunction.LayerNorm norm, int channels, float[] x, int xo, float[] y, int yo) {
        float mean = sum(channels, x, xo) / channels;
        float squares = squaredDistances(mean, channels, x, xo);
        float factor = (float) (1 / Math.sqrt((double) squares / channels + norm.epsilon()));
        FloatVector shift = of(-mean);
        FloatVector scale = of(factor);
        int c = 0;
        for (; c + LANES <= channels; c += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + c)
                    .add(shift)
                    .mul(scale)
                    .fma(
                            FloatVector.fromArray(SPECIES, norm.weight(), c),
                            FloatVector.fromArray(SPECIES, norm.bias(), c))
                    .intoArray(y, yo + c);
        }
        for (; c < channels; c++) {
            y[yo + c] = Math.fma((x[xo + c] - mean) * factor, norm.weight()[c], norm.bias()[c]);
        }
    }

    private static float squaredDistances(float mean, int channels, float[] x, int xo) {
        FloatVector zero = of(0);
        FloatVector shift = of(-mean);
        FloatVector squares = zero;
        int c = 0;
        for (; c + LANES <= channels; c += LANES) {
            FloatVector distance = FloatVector.fromArray(SPECIES, x, xo + c).add(shift);
            squares = distance.fma(distance, squares);
        }
        float sum = zero.add(squares).reduceLanes(VectorOperators.ADD);
        for (; c < channels; c++) {
            sum += (x[xo + c] - mean) * (x[xo + c] - mean);
        }
        return sum;
    }

    private static void softmax(int channels, float[] x, int xo, float[] y, int yo) {
        float largest = largest(channels, x, xo);
        FloatVector shift = of(-largest);
        int c = 0;
        for (; c + LANES <= channels; c += LANES) {
            exp(FloatVector.fromArray(SPECIES, x, xo + c).add(shift)).intoArray(y, yo + c);
        }
        for (; c < channels; c++) {
            y[yo + c] = (float) Math.exp(x[xo + c] - largest);
        }
        float share = 1 / sum(channels, y, yo);
        FloatVector shares = of(share);
        for (c = 0; c + LANES <= channels; c += LANES) {
            FloatVector.fromArray(SPECIES, y, yo + c).mul(shares).intoArray(y, yo + c);
        }
        for (; c < channels; c++) {
            y[yo + c] *= share;
        }
    }
}
