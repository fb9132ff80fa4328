package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Finish;
import jdk.incubator.vector.FloatVector;

/** What follows the sums of a convolution, as passes over outputs that are still near. Clamps are done by the tiles themselves. */
final class NearPixels {

    /** The vectors whose pixels are added up at once. */
    private static final int WIDE = 4;

    private NearPixels() {}

    /**
     * Finishes pixels of an output.
     *
     * @param outputs the offsets of the pixels {@code from} to {@code to}
     * @param yo the offset that they are relative to, at the first of the channels
     * @param channel the first channel
     * @param channels how many
     */
    static void finish(Finish finish, int[] outputs, int from, int to, float[] y, int yo, int channel, int channels) {
        if (finish.slopes() != null) {
            for (int p = from; p < to; p++) {
                int at = yo + outputs[p];
                VectorKernels.slopes(y, at, finish.slopes(), channel, y, at, 1, channels);
            }
        }
        if (!finish.function().isClamp()) {
            VectorFunctions.applyToPixels(finish.function(), outputs, from, to, y, yo, channels);
        }
        if (finish.factors() != null) {
            int factor = finish.factor() + channel;
            for (int p = from; p < to; p++) {
                int at = yo + outputs[p];
                VectorKernels.scaleRow(y, at, y, factor + finish.factors()[p], y, at, channels);
            }
        }
        if (finish.sums() >= 0) {
            addPixels(outputs, from, to, y, yo, channels / LANES, finish.sums() + channel);
        }
    }

    private static void addPixels(int[] outputs, int from, int to, float[] y, int yo, int vectors, int sums) {
        int v = 0;
        for (; v + WIDE <= vectors; v += WIDE) {
            addPixels4(outputs, from, to, y, yo + v * LANES, sums + v * LANES);
        }
        for (; v < vectors; v++) {
            addPixels1(outputs, from, to, y, yo + v * LANES, sums + v * LANES);
        }
    }

    private static void addPixels4(int[] outputs, int from, int to, float[] y, int yo, int sums) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = FloatVector.zero(SPECIES);
        FloatVector c = FloatVector.zero(SPECIES);
        FloatVector d = FloatVector.zero(SPECIES);
        for (int p = from; p < to; p++) {
            int at = yo + outputs[p];
            a = FloatVector.fromArray(SPECIES, y, at).add(a);
            b = FloatVector.fromArray(SPECIES, y, at + LANES).add(b);
            c = FloatVector.fromArray(SPECIES, y, at + 2 * LANES).add(c);
            d = FloatVector.fromArray(SPECIES, y, at + 3 * LANES).add(d);
        }
        FloatVector.fromArray(SPECIES, y, sums).add(a).intoArray(y, sums);
        FloatVector.fromArray(SPECIES, y, sums + LANES).add(b).intoArray(y, sums + LANES);
        FloatVector.fromArray(SPECIES, y, sums + 2 * LANES).add(c).intoArray(y, sums + 2 * LANES);
        FloatVector.fromArray(SPECIES, y, sums + 3 * LANES).add(d).intoArray(y, sums + 3 * LANES);
    }

    private static void addPixels1(int[] outputs, int from, int to, float[] y, int yo, int sums) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int p = from; p < to; p++) {
            sum = FloatVector.fromArray(SPECIES, y, yo + outputs[p]).add(sum);
        }
        FloatVector.fromArray(SPECIES, y, sums).add(sum).intoArray(y, sums);
    }
}
