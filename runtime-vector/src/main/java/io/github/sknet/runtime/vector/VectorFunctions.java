package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.ValueFunction;
import jdk.incubator.vector.FloatVector;

/** The functions of one value: with vectors where that is quicker than the plain loop. */
final class VectorFunctions {

    private VectorFunctions() {}

    /** See {@link io.github.sknet.runtime.kernels.Kernels#apply}. */
    static void apply(ValueFunction function, float[] x, int xo, float[] y, int yo, int count) {
        if (function.isClamp()) {
            clamp(x, xo, function.low(), y, yo, count);
        } else {
            for (int i = 0; i < count; i++) {
                y[yo + i] = function.of(x[xo + i]);
            }
        }
    }

    private static void clamp(float[] x, int xo, float low, float[] y, int yo, int count) {
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).max(least).intoArray(y, yo + i);
        }
    }

    /**
     * Applies a function in place to pixels of an output.
     *
     * @param outputs the offsets of the pixels {@code from} to {@code to}
     * @param count the values of each pixel
     */
    static void applyToPixels(ValueFunction function, int[] outputs, int from, int to, float[] y, int yo, int count) {
        for (int p = from; p < to; p++) {
            int at = yo + outputs[p];
            apply(function, y, at, y, at, count);
        }
    }
}
