package io.github.sknet.runtime.vector.tiles;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import jdk.incubator.vector.FloatVector;

/** See {@link ScatteredTiles}: 5 pixels × 4 vectors. */
final class Scattered5x4 {

    private Scattered5x4() {}

    static void run(
            Convolution convolution,
            int first,
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
        int[] inputs = convolution.pixels().inputs();
        int x0 = xo + inputs[t];
        int x1 = xo + inputs[t + 1];
        int x2 = xo + inputs[t + 2];
        int x3 = xo + inputs[t + 3];
        int x4 = xo + inputs[t + 4];
        float[] w = convolution.filter().weights();
        int[] offsets = convolution.offsets();
        int steps = convolution.filter().steps();
        for (int k = 0; k < steps; k++) {
            int in = wo + k * 4 * LANES;
            int at = offsets[first + k];
            FloatVector wa = FloatVector.fromArray(SPECIES, w, in);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, in + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, in + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, in + 3 * LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + at]);
            s0a = v.fma(wa, s0a);
            s0b = v.fma(wb, s0b);
            s0c = v.fma(wc, s0c);
            s0d = v.fma(wd, s0d);
            v = FloatVector.broadcast(SPECIES, x[x1 + at]);
            s1a = v.fma(wa, s1a);
            s1b = v.fma(wb, s1b);
            s1c = v.fma(wc, s1c);
            s1d = v.fma(wd, s1d);
            v = FloatVector.broadcast(SPECIES, x[x2 + at]);
            s2a = v.fma(wa, s2a);
            s2b = v.fma(wb, s2b);
            s2c = v.fma(wc, s2c);
            s2d = v.fma(wd, s2d);
            v = FloatVector.broadcast(SPECIES, x[x3 + at]);
            s3a = v.fma(wa, s3a);
            s3b = v.fma(wb, s3b);
            s3c = v.fma(wc, s3c);
            s3d = v.fma(wd, s3d);
            v = FloatVector.broadcast(SPECIES, x[x4 + at]);
            s4a = v.fma(wa, s4a);
            s4b = v.fma(wb, s4b);
            s4c = v.fma(wc, s4c);
            s4d = v.fma(wd, s4d);
        }
        float[] bias = convolution.filter().bias();
        FloatVector ba = FloatVector.fromArray(SPECIES, bias, bo);
        FloatVector bb = FloatVector.fromArray(SPECIES, bias, bo + LANES);
        FloatVector bc = FloatVector.fromArray(SPECIES, bias, bo + 2 * LANES);
        FloatVector bd = FloatVector.fromArray(SPECIES, bias, bo + 3 * LANES);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        s0a = s0a.add(ba).max(least);
        s0b = s0b.add(bb).max(least);
        s0c = s0c.add(bc).max(least);
        s0d = s0d.add(bd).max(least);
        s1a = s1a.add(ba).max(least);
        s1b = s1b.add(bb).max(least);
        s1c = s1c.add(bc).max(least);
        s1d = s1d.add(bd).max(least);
        s2a = s2a.add(ba).max(least);
        s2b = s2b.add(bb).max(least);
        s2c = s2c.add(bc).max(least);
        s2d = s2d.add(bd).max(least);
        s3a = s3a.add(ba).max(least);
        s3b = s3b.add(bb).max(least);
        s3c = s3c.add(bc).max(least);
        s3d = s3d.add(bd).max(least);
        s4a = s4a.add(ba).max(least);
        s4b = s4b.add(bb).max(least);
        s4c = s4c.add(bc).max(least);
        s4d = s4d.add(bd).max(least);
        int[] outputs = convolution.pixels().outputs();
        int out = yo + outputs[t];
        s0a.intoArray(y, out);
        s0b.intoArray(y, out + LANES);
        s0c.intoArray(y, out + 2 * LANES);
        s0d.intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 1];
        s1a.intoArray(y, out);
        s1b.intoArray(y, out + LANES);
        s1c.intoArray(y, out + 2 * LANES);
        s1d.intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 2];
        s2a.intoArray(y, out);
        s2b.intoArray(y, out + LANES);
        s2c.intoArray(y, out + 2 * LANES);
        s2d.intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 3];
        s3a.intoArray(y, out);
        s3b.intoArray(y, out + LANES);
        s3c.intoArray(y, out + 2 * LANES);
        s3d.intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 4];
        s4a.intoArray(y, out);
        s4b.intoArray(y, out + LANES);
        s4c.intoArray(y, out + 2 * LANES);
        s4d.intoArray(y, out + 3 * LANES);
        if (sums >= 0) {
            FloatVector.fromArray(SPECIES, y, sums)
                    .add(s0a.add(s1a).add(s2a.add(s3a)).add(s4a))
                    .intoArray(y, sums);
            FloatVector.fromArray(SPECIES, y, sums + LANES)
                    .add(s0b.add(s1b).add(s2b.add(s3b)).add(s4b))
                    .intoArray(y, sums + LANES);
            FloatVector.fromArray(SPECIES, y, sums + 2 * LANES)
                    .add(s0c.add(s1c).add(s2c.add(s3c)).add(s4c))
                    .intoArray(y, sums + 2 * LANES);
            FloatVector.fromArray(SPECIES, y, sums + 3 * LANES)
                    .add(s0d.add(s1d).add(s2d.add(s3d)).add(s4d))
                    .intoArray(y, sums + 3 * LANES);
        }
    }
}
