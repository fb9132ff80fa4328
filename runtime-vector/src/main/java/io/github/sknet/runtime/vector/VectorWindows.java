package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.PixelWindows;
import jdk.incubator.vector.FloatVector;

/** Pooling: what lies under a window, vector by vector of channels. */
final class VectorWindows {

    private VectorWindows() {}

    /** See {@link io.github.sknet.runtime.kernels.Kernels#meanPixels}. */
    static void mean(
            PixelWindows windows,
            float[] shares,
            float[] x,
            int xo,
            float[] y,
            int yo,
            int from,
            int to,
            int channels) {
        int[] first = windows.first();
        for (int p = from; p < to; p++) {
            int out = yo + windows.outputs()[p];
            for (int c = 0; c < channels; c += LANES) {
                mean(windows.offsets(), first[p], first[p + 1], shares[p], x, xo + c, y, out + c);
            }
        }
    }

    private static void mean(int[] offsets, int i, int end, float share, float[] x, int xo, float[] y, int yo) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector factor = FloatVector.broadcast(SPECIES, share);
        FloatVector sum = zero;
        for (; i < end; i++) {
            sum = FloatVector.fromArray(SPECIES, x, xo + offsets[i]).fma(factor, sum);
        }
        zero.add(sum).intoArray(y, yo);
    }

    /** See {@link io.github.sknet.runtime.kernels.Kernels#largestPixels}. */
    static void largest(PixelWindows windows, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        int[] first = windows.first();
        for (int p = from; p < to; p++) {
            int out = yo + windows.outputs()[p];
            for (int c = 0; c < channels; c += LANES) {
                largest(windows.offsets(), first[p], first[p + 1], x, xo + c, y, out + c);
            }
        }
    }

    private static void largest(int[] offsets, int i, int end, float[] x, int xo, float[] y, int yo) {
        FloatVector least = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector largest = least;
        for (; i < end; i++) {
            largest = FloatVector.fromArray(SPECIES, x, xo + offsets[i]).max(largest);
        }
        least.max(largest).intoArray(y, yo);
    }
}
