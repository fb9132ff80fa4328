package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.Lanes.LANES;
import static io.github.sknet.runtime.vector.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Tile;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution tiles where one input value meets a vector of weights: each step loads {@code vectors} vectors of weights
 * and broadcasts one value a pixel. The steps of a run read consecutive values, so that C2 checks the bounds of a run and
 * not of every step, a seventh of the time. Accumulators are named by pixel and vector.
 */
final class BroadcastTiles {

    private BroadcastTiles() {}

    /**
     * Adds one run of steps to one tile: {@code t} is its first pixel in the tables of pixels, {@code b} its first in
     * the table of what is added to, the bias or the sum of the runs before.
     */
    static void run(
            Tile tile,
            float[] x,
            int xo,
            int[] inputs,
            int steps,
            float[] w,
            int wo,
            float[] base,
            int bo,
            int[] bases,
            int b,
            float low,
            float[] y,
            int yo,
            int[] outputs,
            int t) {
        switch (tile.pixels() * 8 + tile.vectors()) {
            case 6 * 8 + 4 -> tile6x4(x, xo, inputs, steps, w, wo, base, bo, bases, b, low, y, yo, outputs, t);
            case 5 * 8 + 4 -> tile5x4(x, xo, inputs, steps, w, wo, base, bo, bases, b, low, y, yo, outputs, t);
            case 6 * 8 + 2 -> tile6x2(x, xo, inputs, steps, w, wo, base, bo, bases, b, low, y, yo, outputs, t);
            case 12 * 8 + 1 -> tile12x1(x, xo, inputs, steps, w, wo, base, bo, bases, b, low, y, yo, outputs, t);
            case 1 * 8 + 4 -> tile1x4(x, xo, inputs, steps, w, wo, base, bo, bases, b, low, y, yo, outputs, t);
            default -> throw new IllegalArgumentException("There is no tile of " + tile);
        }
    }

    static void tile6x4(
            float[] x,
            int xo,
            int[] inputs,
            int steps,
            float[] w,
            int wo,
            float[] base,
            int bo,
            int[] bases,
            int b,
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
        for (int k = 0; k < steps; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wo + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, wo + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, wo + 3 * LANES);
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
            wo += 4 * LANES;
        }
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int from = bo + bases[b];
        int out = yo + outputs[t];
        s0a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s0b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s0c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s0d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 1];
        out = yo + outputs[t + 1];
        s1a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s1b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s1c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s1d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 2];
        out = yo + outputs[t + 2];
        s2a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s2b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s2c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s2d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 3];
        out = yo + outputs[t + 3];
        s3a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s3b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s3c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s3d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 4];
        out = yo + outputs[t + 4];
        s4a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s4b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s4c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s4d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 5];
        out = yo + outputs[t + 5];
        s5a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s5b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s5c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s5d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
    }

    static void tile5x4(
            float[] x,
            int xo,
            int[] inputs,
            int steps,
            float[] w,
            int wo,
            float[] base,
            int bo,
            int[] bases,
            int b,
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
        int x0 = xo + inputs[t];
        int x1 = xo + inputs[t + 1];
        int x2 = xo + inputs[t + 2];
        int x3 = xo + inputs[t + 3];
        int x4 = xo + inputs[t + 4];
        for (int k = 0; k < steps; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wo + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, wo + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, wo + 3 * LANES);
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
            wo += 4 * LANES;
        }
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int from = bo + bases[b];
        int out = yo + outputs[t];
        s0a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s0b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s0c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s0d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 1];
        out = yo + outputs[t + 1];
        s1a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s1b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s1c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s1d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 2];
        out = yo + outputs[t + 2];
        s2a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s2b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s2c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s2d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 3];
        out = yo + outputs[t + 3];
        s3a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s3b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s3c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s3d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
        from = bo + bases[b + 4];
        out = yo + outputs[t + 4];
        s4a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s4b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s4c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s4d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
    }

    static void tile6x2(
            float[] x,
            int xo,
            int[] inputs,
            int steps,
            float[] w,
            int wo,
            float[] base,
            int bo,
            int[] bases,
            int b,
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
        for (int k = 0; k < steps; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wo + LANES);
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
            wo += 2 * LANES;
        }
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int from = bo + bases[b];
        int out = yo + outputs[t];
        s0a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s0b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        from = bo + bases[b + 1];
        out = yo + outputs[t + 1];
        s1a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s1b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        from = bo + bases[b + 2];
        out = yo + outputs[t + 2];
        s2a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s2b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        from = bo + bases[b + 3];
        out = yo + outputs[t + 3];
        s3a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s3b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        from = bo + bases[b + 4];
        out = yo + outputs[t + 4];
        s4a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s4b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        from = bo + bases[b + 5];
        out = yo + outputs[t + 5];
        s5a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s5b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
    }

    static void tile12x1(
            float[] x,
            int xo,
            int[] inputs,
            int steps,
            float[] w,
            int wo,
            float[] base,
            int bo,
            int[] bases,
            int b,
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
        for (int k = 0; k < steps; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            s0a = FloatVector.broadcast(SPECIES, x[x0 + k]).fma(wa, s0a);
            s1a = FloatVector.broadcast(SPECIES, x[x1 + k]).fma(wa, s1a);
            s2a = FloatVector.broadcast(SPECIES, x[x2 + k]).fma(wa, s2a);
            s3a = FloatVector.broadcast(SPECIES, x[x3 + k]).fma(wa, s3a);
            s4a = FloatVector.broadcast(SPECIES, x[x4 + k]).fma(wa, s4a);
            s5a = FloatVector.broadcast(SPECIES, x[x5 + k]).fma(wa, s5a);
            s6a = FloatVector.broadcast(SPECIES, x[x6 + k]).fma(wa, s6a);
            s7a = FloatVector.broadcast(SPECIES, x[x7 + k]).fma(wa, s7a);
            s8a = FloatVector.broadcast(SPECIES, x[x8 + k]).fma(wa, s8a);
            s9a = FloatVector.broadcast(SPECIES, x[x9 + k]).fma(wa, s9a);
            s10a = FloatVector.broadcast(SPECIES, x[x10 + k]).fma(wa, s10a);
            s11a = FloatVector.broadcast(SPECIES, x[x11 + k]).fma(wa, s11a);
            wo += LANES;
        }
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int from = bo + bases[b];
        int out = yo + outputs[t];
        s0a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 1];
        out = yo + outputs[t + 1];
        s1a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 2];
        out = yo + outputs[t + 2];
        s2a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 3];
        out = yo + outputs[t + 3];
        s3a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 4];
        out = yo + outputs[t + 4];
        s4a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 5];
        out = yo + outputs[t + 5];
        s5a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 6];
        out = yo + outputs[t + 6];
        s6a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 7];
        out = yo + outputs[t + 7];
        s7a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 8];
        out = yo + outputs[t + 8];
        s8a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 9];
        out = yo + outputs[t + 9];
        s9a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 10];
        out = yo + outputs[t + 10];
        s10a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        from = bo + bases[b + 11];
        out = yo + outputs[t + 11];
        s11a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
    }

    static void tile1x4(
            float[] x,
            int xo,
            int[] inputs,
            int steps,
            float[] w,
            int wo,
            float[] base,
            int bo,
            int[] bases,
            int b,
            float low,
            float[] y,
            int yo,
            int[] outputs,
            int t) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0a = zero, s0b = zero, s0c = zero, s0d = zero;
        int x0 = xo + inputs[t];
        for (int k = 0; k < steps; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wo);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wo + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, wo + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, wo + 3 * LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
            s0a = v.fma(wa, s0a);
            s0b = v.fma(wb, s0b);
            s0c = v.fma(wc, s0c);
            s0d = v.fma(wd, s0d);
            wo += 4 * LANES;
        }
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        int from = bo + bases[b];
        int out = yo + outputs[t];
        s0a.add(FloatVector.fromArray(SPECIES, base, from)).max(least).intoArray(y, out);
        s0b.add(FloatVector.fromArray(SPECIES, base, from + LANES)).max(least).intoArray(y, out + LANES);
        s0c.add(FloatVector.fromArray(SPECIES, base, from + 2 * LANES))
                .max(least)
                .intoArray(y, out + 2 * LANES);
        s0d.add(FloatVector.fromArray(SPECIES, base, from + 3 * LANES))
                .max(least)
                .intoArray(y, out + 3 * LANES);
    }
}
