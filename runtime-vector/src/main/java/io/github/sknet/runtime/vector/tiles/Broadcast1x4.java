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
        int[] inputs = convolution.pixels().inputs();
        int x0 = xo + inputs[t];
        float[] w = convolution.filter().weights();
        int steps = convolution.run();
        for (int k = 0; k < steps; k++) {
            int at = wo + k * 4 * LANES;
            FloatVector wa = FloatVector.fromArray(SPECIES, w, at);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
            s0a = v.fma(wa, s0a);
            s0b = v.fma(wb, s0b);
            s0c = v.fma(wc, s0c);
            s0d = v.fma(wd, s0d);
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
        int[] outputs = convolution.pixels().outputs();
        int out = yo + outputs[t];
        s0a.intoArray(y, out);
        s0b.intoArray(y, out + LANES);
        s0c.intoArray(y, out + 2 * LANES);
        s0d.intoArray(y, out + 3 * LANES);
        if (sums >= 0) {
            FloatVector.fromArray(SPECIES, y, sums).add(s0a).intoArray(y, sums);
            FloatVector.fromArray(SPECIES, y, sums + LANES).add(s0b).intoArray(y, sums + LANES);
            FloatVector.fromArray(SPECIES, y, sums + 2 * LANES).add(s0c).intoArray(y, sums + 2 * LANES);
            FloatVector.fromArray(SPECIES, y, sums + 3 * LANES).add(s0d).intoArray(y, sums + 3 * LANES);
        }
    }
}
