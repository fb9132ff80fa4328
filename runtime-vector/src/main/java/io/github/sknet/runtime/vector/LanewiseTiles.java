package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.Lanes.LANES;
import static io.github.sknet.runtime.vector.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Tile;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution tiles where a vector of inputs meets a vector of weights, lane by lane: grouped and depthwise convolutions
 * with the groups in the lanes. Accumulators are named by pixel and vector.
 */
final class LanewiseTiles {

    private LanewiseTiles() {}

    /** Computes one tile: {@code t} is its first pixel in the tables, {@code k} to {@code end} its offsets. */
    static void run(
            Tile tile,
            float[] x,
            int xo,
            int[] inputs,
            int[] offsets,
            int k,
            int end,
            float[] w,
            int wo,
            float[] bias,
            int bo,
            float low,
            float[] y,
            int yo,
            int[] outputs,
            int t) {
        switch (tile.pixels() * 8 + tile.vectors()) {
            case 6 * 8 + 4 -> tile6x4(x, xo, inputs, offsets, k, end, w, wo, bias, bo, low, y, yo, outputs, t);
            case 6 * 8 + 2 -> tile6x2(x, xo, inputs, offsets, k, end, w, wo, bias, bo, low, y, yo, outputs, t);
            case 12 * 8 + 1 -> tile12x1(x, xo, inputs, offsets, k, end, w, wo, bias, bo, low, y, yo, outputs, t);
            default -> throw new IllegalArgumentException("There is no tile of " + tile);
        }
    }

    static void tile6x4(
            float[] x,
            int xo,
            int[] inputs,
            int[] offsets,
            int k,
            int end,
            float[] w,
            int wo,
            float[] bias,
            int bo,
            float low,
            float[] y,
            int yo,
            int[] outputs,
            int t) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0a = zero, s0b = zero, s0c = zero, s0d = zero;
        FloatVector s1a = zero, s1b = zero, s1c = zero, s1d = zero;
        FloatVector s2a = zero, s2b = zero, s2c = zero, s2d = zero;
        FloatVector s3a = zero, s3b = zero, s3c = zero, s3d = zero;
        FloatVector s4a = zero, s4b = zero, s4c = zero, s4d = zero;
        FloatVector s5a = zero, s5b = zero, s5c = zero, s5d = zero;
        int x0 = xo + inputs[t];
        int x1 = xo + inputs[t + 1];
        int x2 = xo + inputs[t + 2];
        int x3 = xo + inputs[t + 3];
        int x4 = xo + inputs[t + 4];
        int x5 = xo + inputs[t + 5];
        for (; k < end; k++, wo += 4 * LANES) {
            int at = offsets[k];
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wo + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, wo + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, wo + 3 * LANES);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + at);
            s0a = v.fma(wa, s0a);
            s0b = v.fma(wb, s0b);
            s0c = v.fma(wc, s0c);
            s0d = v.fma(wd, s0d);
            v = FloatVector.fromArray(SPECIES, x, x1 + at);
            s1a = v.fma(wa, s1a);
            s1b = v.fma(wb, s1b);
            s1c = v.fma(wc, s1c);
            s1d = v.fma(wd, s1d);
            v = FloatVector.fromArray(SPECIES, x, x2 + at);
            s2a = v.fma(wa, s2a);
            s2b = v.fma(wb, s2b);
            s2c = v.fma(wc, s2c);
            s2d = v.fma(wd, s2d);
            v = FloatVector.fromArray(SPECIES, x, x3 + at);
            s3a = v.fma(wa, s3a);
            s3b = v.fma(wb, s3b);
            s3c = v.fma(wc, s3c);
            s3d = v.fma(wd, s3d);
            v = FloatVector.fromArray(SPECIES, x, x4 + at);
            s4a = v.fma(wa, s4a);
            s4b = v.fma(wb, s4b);
            s4c = v.fma(wc, s4c);
            s4d = v.fma(wd, s4d);
            v = FloatVector.fromArray(SPECIES, x, x5 + at);
            s5a = v.fma(wa, s5a);
            s5b = v.fma(wb, s5b);
            s5c = v.fma(wc, s5c);
            s5d = v.fma(wd, s5d);
        }
        FloatVector ba = FloatVector.fromArray(SPECIES, bias, bo);
        FloatVector bb = FloatVector.fromArray(SPECIES, bias, bo + LANES);
        FloatVector bc = FloatVector.fromArray(SPECIES, bias, bo + 2 * LANES);
        FloatVector bd = FloatVector.fromArray(SPECIES, bias, bo + 3 * LANES);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int out = yo + outputs[t];
        s0a.add(ba).max(least).intoArray(y, out);
        s0b.add(bb).max(least).intoArray(y, out + LANES);
        s0c.add(bc).max(least).intoArray(y, out + 2 * LANES);
        s0d.add(bd).max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 1];
        s1a.add(ba).max(least).intoArray(y, out);
        s1b.add(bb).max(least).intoArray(y, out + LANES);
        s1c.add(bc).max(least).intoArray(y, out + 2 * LANES);
        s1d.add(bd).max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 2];
        s2a.add(ba).max(least).intoArray(y, out);
        s2b.add(bb).max(least).intoArray(y, out + LANES);
        s2c.add(bc).max(least).intoArray(y, out + 2 * LANES);
        s2d.add(bd).max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 3];
        s3a.add(ba).max(least).intoArray(y, out);
        s3b.add(bb).max(least).intoArray(y, out + LANES);
        s3c.add(bc).max(least).intoArray(y, out + 2 * LANES);
        s3d.add(bd).max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 4];
        s4a.add(ba).max(least).intoArray(y, out);
        s4b.add(bb).max(least).intoArray(y, out + LANES);
        s4c.add(bc).max(least).intoArray(y, out + 2 * LANES);
        s4d.add(bd).max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 5];
        s5a.add(ba).max(least).intoArray(y, out);
        s5b.add(bb).max(least).intoArray(y, out + LANES);
        s5c.add(bc).max(least).intoArray(y, out + 2 * LANES);
        s5d.add(bd).max(least).intoArray(y, out + 3 * LANES);
    }

    static void tile6x2(
            float[] x,
            int xo,
            int[] inputs,
            int[] offsets,
            int k,
            int end,
            float[] w,
            int wo,
            float[] bias,
            int bo,
            float low,
            float[] y,
            int yo,
            int[] outputs,
            int t) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0a = zero, s0b = zero;
        FloatVector s1a = zero, s1b = zero;
        FloatVector s2a = zero, s2b = zero;
        FloatVector s3a = zero, s3b = zero;
        FloatVector s4a = zero, s4b = zero;
        FloatVector s5a = zero, s5b = zero;
        int x0 = xo + inputs[t];
        int x1 = xo + inputs[t + 1];
        int x2 = xo + inputs[t + 2];
        int x3 = xo + inputs[t + 3];
        int x4 = xo + inputs[t + 4];
        int x5 = xo + inputs[t + 5];
        for (; k < end; k++, wo += 2 * LANES) {
            int at = offsets[k];
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wo + LANES);
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
        }
        FloatVector ba = FloatVector.fromArray(SPECIES, bias, bo);
        FloatVector bb = FloatVector.fromArray(SPECIES, bias, bo + LANES);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int out = yo + outputs[t];
        s0a.add(ba).max(least).intoArray(y, out);
        s0b.add(bb).max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 1];
        s1a.add(ba).max(least).intoArray(y, out);
        s1b.add(bb).max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 2];
        s2a.add(ba).max(least).intoArray(y, out);
        s2b.add(bb).max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 3];
        s3a.add(ba).max(least).intoArray(y, out);
        s3b.add(bb).max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 4];
        s4a.add(ba).max(least).intoArray(y, out);
        s4b.add(bb).max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 5];
        s5a.add(ba).max(least).intoArray(y, out);
        s5b.add(bb).max(least).intoArray(y, out + LANES);
    }

    static void tile12x1(
            float[] x,
            int xo,
            int[] inputs,
            int[] offsets,
            int k,
            int end,
            float[] w,
            int wo,
            float[] bias,
            int bo,
            float low,
            float[] y,
            int yo,
            int[] outputs,
            int t) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0a = zero;
        FloatVector s1a = zero;
        FloatVector s2a = zero;
        FloatVector s3a = zero;
        FloatVector s4a = zero;
        FloatVector s5a = zero;
        FloatVector s6a = zero;
        FloatVector s7a = zero;
        FloatVector s8a = zero;
        FloatVector s9a = zero;
        FloatVector s10a = zero;
        FloatVector s11a = zero;
        int x0 = xo + inputs[t];
        int x1 = xo + inputs[t + 1];
        int x2 = xo + inputs[t + 2];
        int x3 = xo + inputs[t + 3];
        int x4 = xo + inputs[t + 4];
        int x5 = xo + inputs[t + 5];
        int x6 = xo + inputs[t + 6];
        int x7 = xo + inputs[t + 7];
        int x8 = xo + inputs[t + 8];
        int x9 = xo + inputs[t + 9];
        int x10 = xo + inputs[t + 10];
        int x11 = xo + inputs[t + 11];
        for (; k < end; k++, wo += LANES) {
            int at = offsets[k];
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            s0a = FloatVector.fromArray(SPECIES, x, x0 + at).fma(wa, s0a);
            s1a = FloatVector.fromArray(SPECIES, x, x1 + at).fma(wa, s1a);
            s2a = FloatVector.fromArray(SPECIES, x, x2 + at).fma(wa, s2a);
            s3a = FloatVector.fromArray(SPECIES, x, x3 + at).fma(wa, s3a);
            s4a = FloatVector.fromArray(SPECIES, x, x4 + at).fma(wa, s4a);
            s5a = FloatVector.fromArray(SPECIES, x, x5 + at).fma(wa, s5a);
            s6a = FloatVector.fromArray(SPECIES, x, x6 + at).fma(wa, s6a);
            s7a = FloatVector.fromArray(SPECIES, x, x7 + at).fma(wa, s7a);
            s8a = FloatVector.fromArray(SPECIES, x, x8 + at).fma(wa, s8a);
            s9a = FloatVector.fromArray(SPECIES, x, x9 + at).fma(wa, s9a);
            s10a = FloatVector.fromArray(SPECIES, x, x10 + at).fma(wa, s10a);
            s11a = FloatVector.fromArray(SPECIES, x, x11 + at).fma(wa, s11a);
        }
        FloatVector ba = FloatVector.fromArray(SPECIES, bias, bo);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        s0a.add(ba).max(least).intoArray(y, yo + outputs[t]);
        s1a.add(ba).max(least).intoArray(y, yo + outputs[t + 1]);
        s2a.add(ba).max(least).intoArray(y, yo + outputs[t + 2]);
        s3a.add(ba).max(least).intoArray(y, yo + outputs[t + 3]);
        s4a.add(ba).max(least).intoArray(y, yo + outputs[t + 4]);
        s5a.add(ba).max(least).intoArray(y, yo + outputs[t + 5]);
        s6a.add(ba).max(least).intoArray(y, yo + outputs[t + 6]);
        s7a.add(ba).max(least).intoArray(y, yo + outputs[t + 7]);
        s8a.add(ba).max(least).intoArray(y, yo + outputs[t + 8]);
        s9a.add(ba).max(least).intoArray(y, yo + outputs[t + 9]);
        s10a.add(ba).max(least).intoArray(y, yo + outputs[t + 10]);
        s11a.add(ba).max(least).intoArray(y, yo + outputs[t + 11]);
    }
}
