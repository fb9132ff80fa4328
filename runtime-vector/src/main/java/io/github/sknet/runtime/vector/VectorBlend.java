package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.PixelBlend;
import jdk.incubator.vector.FloatVector;

/** Resizing. What has no share is not read: it may be infinite. */
final class VectorBlend {

    private VectorBlend() {}

    /** See {@link io.github.sknet.runtime.kernels.Kernels#blendPixels}. */
    static void row(PixelBlend blend, int row, float[] x, int xo, float[] y, int yo, int channels) {
        PixelBlend.Axis rows = blend.rows();
        PixelBlend.Axis columns = blend.columns();
        float below = rows.share()[row];
        int upper = xo + rows.first()[row];
        int lower = xo + rows.second()[row];
        for (int p = 0; p < columns.outputs().length; p++) {
            int out = yo + rows.outputs()[row] + columns.outputs()[p];
            int left = columns.first()[p];
            int right = columns.second()[p];
            float share = columns.share()[p];
            if (below == 0 && share == 0) {
                System.arraycopy(x, upper + left, y, out, channels);
            } else if (below == 0) {
                ofTwo(x, upper + left, 1 - share, upper + right, share, y, out, channels);
            } else if (share == 0) {
                ofTwo(x, upper + left, 1 - below, lower + left, below, y, out, channels);
            } else {
                ofFour(x, upper, lower, left, right, below, share, y, out, channels);
            }
        }
    }

    private static void ofTwo(
            float[] x, int a, float shareOfA, int b, float shareOfB, float[] y, int yo, int channels) {
        FloatVector wa = FloatVector.broadcast(SPECIES, shareOfA);
        FloatVector wb = FloatVector.broadcast(SPECIES, shareOfB);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector first = FloatVector.fromArray(SPECIES, x, a + c).fma(wa, zero);
            FloatVector.fromArray(SPECIES, x, b + c).fma(wb, first).intoArray(y, yo + c);
        }
    }

    private static void ofFour(
            float[] x,
            int upper,
            int lower,
            int left,
            int right,
            float below,
            float share,
            float[] y,
            int yo,
            int channels) {
        FloatVector wa = FloatVector.broadcast(SPECIES, (1 - below) * (1 - share));
        FloatVector wb = FloatVector.broadcast(SPECIES, (1 - below) * share);
        FloatVector wc = FloatVector.broadcast(SPECIES, below * (1 - share));
        FloatVector wd = FloatVector.broadcast(SPECIES, below * share);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector first =
                    FloatVector.fromArray(SPECIES, x, upper + left + c).fma(wa, zero);
            FloatVector second =
                    FloatVector.fromArray(SPECIES, x, upper + right + c).fma(wb, first);
            FloatVector third =
                    FloatVector.fromArray(SPECIES, x, lower + left + c).fma(wc, second);
            FloatVector.fromArray(SPECIES, x, lower + right + c).fma(wd, third).intoArray(y, yo + c);
        }
    }
}
