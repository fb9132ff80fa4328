package io.github.sknet.runtime.vector.tiles;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import jdk.incubator.vector.FloatVector;

/** See {@link BroadcastTiles}: 1 pixel × 4 vectors. */
final class Broadcast1x4 {

    private Broadcast1x4() {}

    static void run(
            Convolution convolution,
            float[] x,
            int xo,
            int wo,
            float[] start,
            int so,
            int[] starts,
            int s,
            float low,
            float[] y,
            int yo,
            int t) {
        int from = so + starts[s];
        FloatVector s0a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s0c = FloatVector.fromArray(SPECIES, start, from + 2 * LANES);
        FloatVector s0d = FloatVector.fromArray(SPECIES, start, from + 3 * LANES);
        int[] inputs = convolution.pixels().inputs();
        int x0 = xo + inputs[t];
        float[] w = convolution.filter().weights();
        int steps = convolution.run();
        int k = 0;
        do {
            int in = wo + k * 4 * LANES;
            FloatVector wa = FloatVector.fromArray(SPECIES, w, in);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, in + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, in + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, in + 3 * LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
            s0a = v.fma(wa, s0a);
            s0b = v.fma(wb, s0b);
            s0c = v.fma(wc, s0c);
            s0d = v.fma(wd, s0d);
            k++;
        } while (k < steps);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int[] outputs = convolution.pixels().outputs();
        int out = yo + outputs[t];
        least.max(s0a).intoArray(y, out);
        least.max(s0b).intoArray(y, out + LANES);
        least.max(s0c).intoArray(y, out + 2 * LANES);
        least.max(s0d).intoArray(y, out + 3 * LANES);
    }
}
