package io.github.sknet.runtime.vector.tiles;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import jdk.incubator.vector.FloatVector;

/** See {@link BroadcastTiles}: 8 pixels × 1 vector. */
final class Broadcast8x1 {

    private Broadcast8x1() {}

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
        FloatVector s0a = FloatVector.fromArray(SPECIES, start, so + starts[s]);
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, so + starts[s + 1]);
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, so + starts[s + 2]);
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, so + starts[s + 3]);
        FloatVector s4a = FloatVector.fromArray(SPECIES, start, so + starts[s + 4]);
        FloatVector s5a = FloatVector.fromArray(SPECIES, start, so + starts[s + 5]);
        FloatVector s6a = FloatVector.fromArray(SPECIES, start, so + starts[s + 6]);
        FloatVector s7a = FloatVector.fromArray(SPECIES, start, so + starts[s + 7]);
        int[] inputs = convolution.pixels().inputs();
        int x0 = xo + inputs[t];
        int x1 = xo + inputs[t + 1];
        int x2 = xo + inputs[t + 2];
        int x3 = xo + inputs[t + 3];
        int x4 = xo + inputs[t + 4];
        int x5 = xo + inputs[t + 5];
        int x6 = xo + inputs[t + 6];
        int x7 = xo + inputs[t + 7];
        float[] w = convolution.filter().weights();
        int steps = convolution.run();
        int k = 0;
        do {
            int in = wo + k * LANES;
            FloatVector wa = FloatVector.fromArray(SPECIES, w, in);
            s0a = FloatVector.broadcast(SPECIES, x[x0 + k]).fma(wa, s0a);
            s1a = FloatVector.broadcast(SPECIES, x[x1 + k]).fma(wa, s1a);
            s2a = FloatVector.broadcast(SPECIES, x[x2 + k]).fma(wa, s2a);
            s3a = FloatVector.broadcast(SPECIES, x[x3 + k]).fma(wa, s3a);
            s4a = FloatVector.broadcast(SPECIES, x[x4 + k]).fma(wa, s4a);
            s5a = FloatVector.broadcast(SPECIES, x[x5 + k]).fma(wa, s5a);
            s6a = FloatVector.broadcast(SPECIES, x[x6 + k]).fma(wa, s6a);
            s7a = FloatVector.broadcast(SPECIES, x[x7 + k]).fma(wa, s7a);
            k++;
        } while (k < steps);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int[] outputs = convolution.pixels().outputs();
        least.max(s0a).intoArray(y, yo + outputs[t]);
        least.max(s1a).intoArray(y, yo + outputs[t + 1]);
        least.max(s2a).intoArray(y, yo + outputs[t + 2]);
        least.max(s3a).intoArray(y, yo + outputs[t + 3]);
        least.max(s4a).intoArray(y, yo + outputs[t + 4]);
        least.max(s5a).intoArray(y, yo + outputs[t + 5]);
        least.max(s6a).intoArray(y, yo + outputs[t + 6]);
        least.max(s7a).intoArray(y, yo + outputs[t + 7]);
    }
}
