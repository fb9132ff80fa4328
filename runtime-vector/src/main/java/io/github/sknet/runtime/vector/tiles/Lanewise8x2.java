package io.github.sknet.runtime.vector.tiles;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import jdk.incubator.vector.FloatVector;

/** See {@link LanewiseTiles}: 8 pixels × 2 vectors. */
final class Lanewise8x2 {

    private Lanewise8x2() {}

    static void run(
            Convolution convolution,
            int step,
            float[] x,
            int xo,
            int wo,
            float[] start,
            int so,
            int[] starts,
            int s,
            int bo,
            float low,
            float[] y,
            int yo,
            int t,
            int sums) {
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
        int[] offsets = convolution.offsets();
        int steps = convolution.filter().steps();
        for (int k = 0; k < steps; k++) {
            int in = wo + k * 2 * LANES;
            int at = offsets[step + k];
            FloatVector wa = FloatVector.fromArray(SPECIES, w, in);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, in + LANES);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + at);
            s0a = v.fma(wa, s0a);
            s0b = v.fma(wb, s0b);
            v = FloatVector.fromArray(SPECIES, x, x1 + at);
            s1a = v.fma(wa, s1a);
            s1b = v.fma(wb, s1b);
            v = FloatVector.fromArray(SPECIES, x, x2 + at);
            s2a = v.fma(wa, s2a);
            s2b = v.fma(wb, s2b);
            v = FloatVector.fromArray(SPECIES, x, x3 + at);
            s3a = v.fma(wa, s3a);
            s3b = v.fma(wb, s3b);
            v = FloatVector.fromArray(SPECIES, x, x4 + at);
            s4a = v.fma(wa, s4a);
            s4b = v.fma(wb, s4b);
            v = FloatVector.fromArray(SPECIES, x, x5 + at);
            s5a = v.fma(wa, s5a);
            s5b = v.fma(wb, s5b);
            v = FloatVector.fromArray(SPECIES, x, x6 + at);
            s6a = v.fma(wa, s6a);
            s6b = v.fma(wb, s6b);
            v = FloatVector.fromArray(SPECIES, x, x7 + at);
            s7a = v.fma(wa, s7a);
            s7b = v.fma(wb, s7b);
        }
        float[] bias = convolution.filter().bias();
        FloatVector ba = FloatVector.fromArray(SPECIES, bias, bo);
        FloatVector bb = FloatVector.fromArray(SPECIES, bias, bo + LANES);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        s0a = s0a.add(ba).max(least);
        s0b = s0b.add(bb).max(least);
        s1a = s1a.add(ba).max(least);
        s1b = s1b.add(bb).max(least);
        s2a = s2a.add(ba).max(least);
        s2b = s2b.add(bb).max(least);
        s3a = s3a.add(ba).max(least);
        s3b = s3b.add(bb).max(least);
        s4a = s4a.add(ba).max(least);
        s4b = s4b.add(bb).max(least);
        s5a = s5a.add(ba).max(least);
        s5b = s5b.add(bb).max(least);
        s6a = s6a.add(ba).max(least);
        s6b = s6b.add(bb).max(least);
        s7a = s7a.add(ba).max(least);
        s7b = s7b.add(bb).max(least);
        int[] outputs = convolution.pixels().outputs();
        int out = yo + outputs[t];
        s0a.intoArray(y, out);
        s0b.intoArray(y, out + LANES);
        out = yo + outputs[t + 1];
        s1a.intoArray(y, out);
        s1b.intoArray(y, out + LANES);
        out = yo + outputs[t + 2];
        s2a.intoArray(y, out);
        s2b.intoArray(y, out + LANES);
        out = yo + outputs[t + 3];
        s3a.intoArray(y, out);
        s3b.intoArray(y, out + LANES);
        out = yo + outputs[t + 4];
        s4a.intoArray(y, out);
        s4b.intoArray(y, out + LANES);
        out = yo + outputs[t + 5];
        s5a.intoArray(y, out);
        s5b.intoArray(y, out + LANES);
        out = yo + outputs[t + 6];
        s6a.intoArray(y, out);
        s6b.intoArray(y, out + LANES);
        out = yo + outputs[t + 7];
        s7a.intoArray(y, out);
        s7b.intoArray(y, out + LANES);
        if (sums >= 0) {
            FloatVector.fromArray(SPECIES, y, sums)
                    .add(s0a.add(s1a).add(s2a.add(s3a)).add(s4a.add(s5a).add(s6a.add(s7a))))
                    .intoArray(y, sums);
            FloatVector.fromArray(SPECIES, y, sums + LANES)
                    .add(s0b.add(s1b).add(s2b.add(s3b)).add(s4b.add(s5b).add(s6b.add(s7b))))
                    .intoArray(y, sums + LANES);
        }
    }
}
