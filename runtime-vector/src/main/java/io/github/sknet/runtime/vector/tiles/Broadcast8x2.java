package io.github.sknet.runtime.vector.tiles;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import jdk.incubator.vector.FloatVector;

/** See {@link BroadcastTiles}: 8 pixels × 2 vectors. */
final class Broadcast8x2 {

    private Broadcast8x2() {}

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
        from = so + starts[s + 1];
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s1b = FloatVector.fromArray(SPECIES, start, from + LANES);
        from = so + starts[s + 2];
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s2b = FloatVector.fromArray(SPECIES, start, from + LANES);
        from = so + starts[s + 3];
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s3b = FloatVector.fromArray(SPECIES, start, from + LANES);
        from = so + starts[s + 4];
        FloatVector s4a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s4b = FloatVector.fromArray(SPECIES, start, from + LANES);
        from = so + starts[s + 5];
        FloatVector s5a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s5b = FloatVector.fromArray(SPECIES, start, from + LANES);
        from = so + starts[s + 6];
        FloatVector s6a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s6b = FloatVector.fromArray(SPECIES, start, from + LANES);
        from = so + starts[s + 7];
        FloatVector s7a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s7b = FloatVector.fromArray(SPECIES, start, from + LANES);
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
            int in = wo + k * 2 * LANES;
            FloatVector wa = FloatVector.fromArray(SPECIES, w, in);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, in + LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
            s0a = v.fma(wa, s0a);
            s0b = v.fma(wb, s0b);
            v = FloatVector.broadcast(SPECIES, x[x1 + k]);
            s1a = v.fma(wa, s1a);
            s1b = v.fma(wb, s1b);
            v = FloatVector.broadcast(SPECIES, x[x2 + k]);
            s2a = v.fma(wa, s2a);
            s2b = v.fma(wb, s2b);
            v = FloatVector.broadcast(SPECIES, x[x3 + k]);
            s3a = v.fma(wa, s3a);
            s3b = v.fma(wb, s3b);
            v = FloatVector.broadcast(SPECIES, x[x4 + k]);
            s4a = v.fma(wa, s4a);
            s4b = v.fma(wb, s4b);
            v = FloatVector.broadcast(SPECIES, x[x5 + k]);
            s5a = v.fma(wa, s5a);
            s5b = v.fma(wb, s5b);
            v = FloatVector.broadcast(SPECIES, x[x6 + k]);
            s6a = v.fma(wa, s6a);
            s6b = v.fma(wb, s6b);
            v = FloatVector.broadcast(SPECIES, x[x7 + k]);
            s7a = v.fma(wa, s7a);
            s7b = v.fma(wb, s7b);
            k++;
        } while (k < steps);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int[] outputs = convolution.pixels().outputs();
        int out = yo + outputs[t];
        least.max(s0a).intoArray(y, out);
        least.max(s0b).intoArray(y, out + LANES);
        out = yo + outputs[t + 1];
        least.max(s1a).intoArray(y, out);
        least.max(s1b).intoArray(y, out + LANES);
        out = yo + outputs[t + 2];
        least.max(s2a).intoArray(y, out);
        least.max(s2b).intoArray(y, out + LANES);
        out = yo + outputs[t + 3];
        least.max(s3a).intoArray(y, out);
        least.max(s3b).intoArray(y, out + LANES);
        out = yo + outputs[t + 4];
        least.max(s4a).intoArray(y, out);
        least.max(s4b).intoArray(y, out + LANES);
        out = yo + outputs[t + 5];
        least.max(s5a).intoArray(y, out);
        least.max(s5b).intoArray(y, out + LANES);
        out = yo + outputs[t + 6];
        least.max(s6a).intoArray(y, out);
        least.max(s6b).intoArray(y, out + LANES);
        out = yo + outputs[t + 7];
        least.max(s7a).intoArray(y, out);
        least.max(s7b).intoArray(y, out + LANES);
    }
}
