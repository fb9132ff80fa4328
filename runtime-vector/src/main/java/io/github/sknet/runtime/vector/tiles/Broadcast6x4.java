package io.github.sknet.runtime.vector.tiles;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import jdk.incubator.vector.FloatVector;

/** See {@link BroadcastTiles}: 6 pixels × 4 vectors. */
final class Broadcast6x4 {

    private Broadcast6x4() {}

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
        from = so + starts[s + 1];
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s1b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s1c = FloatVector.fromArray(SPECIES, start, from + 2 * LANES);
        FloatVector s1d = FloatVector.fromArray(SPECIES, start, from + 3 * LANES);
        from = so + starts[s + 2];
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s2b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s2c = FloatVector.fromArray(SPECIES, start, from + 2 * LANES);
        FloatVector s2d = FloatVector.fromArray(SPECIES, start, from + 3 * LANES);
        from = so + starts[s + 3];
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s3b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s3c = FloatVector.fromArray(SPECIES, start, from + 2 * LANES);
        FloatVector s3d = FloatVector.fromArray(SPECIES, start, from + 3 * LANES);
        from = so + starts[s + 4];
        FloatVector s4a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s4b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s4c = FloatVector.fromArray(SPECIES, start, from + 2 * LANES);
        FloatVector s4d = FloatVector.fromArray(SPECIES, start, from + 3 * LANES);
        from = so + starts[s + 5];
        FloatVector s5a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s5b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s5c = FloatVector.fromArray(SPECIES, start, from + 2 * LANES);
        FloatVector s5d = FloatVector.fromArray(SPECIES, start, from + 3 * LANES);
        int[] inputs = convolution.pixels().inputs();
        int x0 = xo + inputs[t];
        int x1 = xo + inputs[t + 1];
        int x2 = xo + inputs[t + 2];
        int x3 = xo + inputs[t + 3];
        int x4 = xo + inputs[t + 4];
        int x5 = xo + inputs[t + 5];
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
            v = FloatVector.broadcast(SPECIES, x[x1 + k]);
            s1a = v.fma(wa, s1a);
            s1b = v.fma(wb, s1b);
            s1c = v.fma(wc, s1c);
            s1d = v.fma(wd, s1d);
            v = FloatVector.broadcast(SPECIES, x[x2 + k]);
            s2a = v.fma(wa, s2a);
            s2b = v.fma(wb, s2b);
            s2c = v.fma(wc, s2c);
            s2d = v.fma(wd, s2d);
            v = FloatVector.broadcast(SPECIES, x[x3 + k]);
            s3a = v.fma(wa, s3a);
            s3b = v.fma(wb, s3b);
            s3c = v.fma(wc, s3c);
            s3d = v.fma(wd, s3d);
            v = FloatVector.broadcast(SPECIES, x[x4 + k]);
            s4a = v.fma(wa, s4a);
            s4b = v.fma(wb, s4b);
            s4c = v.fma(wc, s4c);
            s4d = v.fma(wd, s4d);
            v = FloatVector.broadcast(SPECIES, x[x5 + k]);
            s5a = v.fma(wa, s5a);
            s5b = v.fma(wb, s5b);
            s5c = v.fma(wc, s5c);
            s5d = v.fma(wd, s5d);
            k++;
        } while (k < steps);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int[] outputs = convolution.pixels().outputs();
        int out = yo + outputs[t];
        least.max(s0a).intoArray(y, out);
        least.max(s0b).intoArray(y, out + LANES);
        least.max(s0c).intoArray(y, out + 2 * LANES);
        least.max(s0d).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 1];
        least.max(s1a).intoArray(y, out);
        least.max(s1b).intoArray(y, out + LANES);
        least.max(s1c).intoArray(y, out + 2 * LANES);
        least.max(s1d).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 2];
        least.max(s2a).intoArray(y, out);
        least.max(s2b).intoArray(y, out + LANES);
        least.max(s2c).intoArray(y, out + 2 * LANES);
        least.max(s2d).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 3];
        least.max(s3a).intoArray(y, out);
        least.max(s3b).intoArray(y, out + LANES);
        least.max(s3c).intoArray(y, out + 2 * LANES);
        least.max(s3d).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 4];
        least.max(s4a).intoArray(y, out);
        least.max(s4b).intoArray(y, out + LANES);
        least.max(s4c).intoArray(y, out + 2 * LANES);
        least.max(s4d).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 5];
        least.max(s5a).intoArray(y, out);
        least.max(s5b).intoArray(y, out + LANES);
        least.max(s5c).intoArray(y, out + 2 * LANES);
        least.max(s5d).intoArray(y, out + 3 * LANES);
    }
}
