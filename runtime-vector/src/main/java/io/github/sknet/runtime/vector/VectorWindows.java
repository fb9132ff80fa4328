package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.PixelWindows;
import jdk.incubator.vector.FloatVector;

/** Pooling: what lies under a window, vector by vector of channels. */
final class VectorWindows {

    /** The floats of the vectors that go through a window side by side: one alone waits for each of its maxima. */
    private static final int WIDE = 4 * LANES;

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
            int c = 0;
            for (; c + WIDE <= channels; c += WIDE) {
                mean4(windows.offsets(), first[p], first[p + 1], shares[p], x, xo + c, y, out + c);
            }
            for (; c < channels; c += LANES) {
                mean(windows.offsets(), first[p], first[p + 1], shares[p], x, xo + c, y, out + c);
            }
        }
    }

    private static void mean4(int[] offsets, int i, int end, float share, float[] x, int xo, float[] y, int yo) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector factor = FloatVector.broadcast(SPECIES, share);
        FloatVector a = zero;
        FloatVector b = zero;
        FloatVector c = zero;
        FloatVector d = zero;
        for (; i < end; i++) {
            int at = xo + offsets[i];
            a = FloatVector.fromArray(SPECIES, x, at).fma(factor, a);
            b = FloatVector.fromArray(SPECIES, x, at + LANES).fma(factor, b);
            c = FloatVector.fromArray(SPECIES, x, at + 2 * LANES).fma(factor, c);
            d = FloatVector.fromArray(SPECIES, x, at + 3 * LANES).fma(factor, d);
        }
        zero.add(a).intoArray(y, yo);
        zero.add(b).intoArray(y, yo + LANES);
        zero.add(c).intoArray(y, yo + 2 * LANES);
        zero.add(d).intoArray(y, yo + 3 * LANES);
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
            int c = 0;
            for (; c + WIDE <= channels; c += WIDE) {
                largest4(windows.offsets(), first[p], first[p + 1], x, xo + c, y, out + c);
            }
            for (; c < channels; c += LANES) {
                largest(windows.offsets(), first[p], first[p + 1], x, xo + c, y, out + c);
            }
        }
    }

    private static void largest4(int[] offsets, int i, int end, float[] x, int xo, float[] y, int yo) {
        FloatVector least = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector a = least;
        FloatVector b = least;
        FloatVector c = least;
        FloatVector d = least;
        for (; i < end; i++) {
            int at = xo + offsets[i];
            a = FloatVector.fromArray(SPECIES, x, at).max(a);
            b = FloatVector.fromArray(SPECIES, x, at + LANES).max(b);
            c = FloatVector.fromArray(SPECIES, x, at + 2 * LANES).max(c);
            d = FloatVector.fromArray(SPECIES, x, at + 3 * LANES).max(d);
        }
        least.max(a).intoArray(y, yo);
        least.max(b).intoArray(y, yo + LANES);
        least.max(c).intoArray(y, yo + 2 * LANES);
        least.max(d).intoArray(y, yo + 3 * LANES);
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
