package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.Lanes.LANES;
import static io.github.sknet.runtime.vector.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels.Finish;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution tiles where a vector of inputs meets a vector of weights, lane by lane: grouped and depthwise convolutions
 * with the groups in the lanes. Accumulators are named by pixel and vector. As in {@link BroadcastTiles}, arguments are
 * few.
 */
final class LanewiseTiles {

    private LanewiseTiles() {}

    /**
     * Computes one tile.
     *
     * @param step the first of its offsets
     * @param wo where its weights begin
     * @param bo where its bias begins
     * @param yo where the panel's output begins, relative to the table's outputs
     * @param t the tile's first pixel in the tables
     * @param finish the bound that it names is applied, nothing else
     */
    static void run(
            Convolution convolution,
            int step,
            float[] x,
            int xo,
            int wo,
            int bo,
            float[] y,
            int yo,
            int t,
            Finish finish) {
        switch (convolution.tile().pixels() * 8 + convolution.tile().vectors()) {
            case 5 * 8 + 4 -> tile5x4(convolution, step, x, xo, wo, bo, y, yo, t, finish);
            case 10 * 8 + 2 -> tile10x2(convolution, step, x, xo, wo, bo, y, yo, t, finish);
            case 5 * 8 + 2 -> tile5x2(convolution, step, x, xo, wo, bo, y, yo, t, finish);
            case 12 * 8 + 1 -> tile12x1(convolution, step, x, xo, wo, bo, y, yo, t, finish);
            default -> throw new IllegalArgumentException("There is no tile of " + convolution.tile());
        }
    }

    static void tile5x4(
            Convolution convolution,
            int step,
            float[] x,
            int xo,
            int wo,
            int bo,
            float[] y,
            int yo,
            int t,
            Finish finish) {
        float[] bias = convolution.filter().bias();
        int[] same = VectorKernels.SAME_FOR_ALL_PIXELS;
        int from = bo + same[0];
        FloatVector s0a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        FloatVector s0c = FloatVector.fromArray(SPECIES, bias, from + 2 * LANES);
        FloatVector s0d = FloatVector.fromArray(SPECIES, bias, from + 3 * LANES);
        from = bo + same[1];
        FloatVector s1a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s1b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        FloatVector s1c = FloatVector.fromArray(SPECIES, bias, from + 2 * LANES);
        FloatVector s1d = FloatVector.fromArray(SPECIES, bias, from + 3 * LANES);
        from = bo + same[2];
        FloatVector s2a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s2b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        FloatVector s2c = FloatVector.fromArray(SPECIES, bias, from + 2 * LANES);
        FloatVector s2d = FloatVector.fromArray(SPECIES, bias, from + 3 * LANES);
        from = bo + same[3];
        FloatVector s3a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s3b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        FloatVector s3c = FloatVector.fromArray(SPECIES, bias, from + 2 * LANES);
        FloatVector s3d = FloatVector.fromArray(SPECIES, bias, from + 3 * LANES);
        from = bo + same[4];
        FloatVector s4a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s4b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        FloatVector s4c = FloatVector.fromArray(SPECIES, bias, from + 2 * LANES);
        FloatVector s4d = FloatVector.fromArray(SPECIES, bias, from + 3 * LANES);
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
            int at = offsets[step + k];
            FloatVector wa = FloatVector.fromArray(SPECIES, w, in);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, in + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, in + 2 * LANES);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, in + 3 * LANES);
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
        }
        int[] outputs = convolution.pixels().outputs();
        FloatVector least = FloatVector.broadcast(SPECIES, finish.low());
        int out = yo + outputs[t];
        s0a.max(least).intoArray(y, out);
        s0b.max(least).intoArray(y, out + LANES);
        s0c.max(least).intoArray(y, out + 2 * LANES);
        s0d.max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 1];
        s1a.max(least).intoArray(y, out);
        s1b.max(least).intoArray(y, out + LANES);
        s1c.max(least).intoArray(y, out + 2 * LANES);
        s1d.max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 2];
        s2a.max(least).intoArray(y, out);
        s2b.max(least).intoArray(y, out + LANES);
        s2c.max(least).intoArray(y, out + 2 * LANES);
        s2d.max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 3];
        s3a.max(least).intoArray(y, out);
        s3b.max(least).intoArray(y, out + LANES);
        s3c.max(least).intoArray(y, out + 2 * LANES);
        s3d.max(least).intoArray(y, out + 3 * LANES);
        out = yo + outputs[t + 4];
        s4a.max(least).intoArray(y, out);
        s4b.max(least).intoArray(y, out + LANES);
        s4c.max(least).intoArray(y, out + 2 * LANES);
        s4d.max(least).intoArray(y, out + 3 * LANES);
    }

    static void tile10x2(
            Convolution convolution,
            int step,
            float[] x,
            int xo,
            int wo,
            int bo,
            float[] y,
            int yo,
            int t,
            Finish finish) {
        float[] bias = convolution.filter().bias();
        int[] same = VectorKernels.SAME_FOR_ALL_PIXELS;
        int from = bo + same[0];
        FloatVector s0a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[1];
        FloatVector s1a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s1b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[2];
        FloatVector s2a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s2b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[3];
        FloatVector s3a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s3b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[4];
        FloatVector s4a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s4b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[5];
        FloatVector s5a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s5b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[6];
        FloatVector s6a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s6b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[7];
        FloatVector s7a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s7b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[8];
        FloatVector s8a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s8b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[9];
        FloatVector s9a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s9b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        int[] inputs = convolution.pixels().inputs();
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
            v = FloatVector.fromArray(SPECIES, x, x8 + at);
            s8a = v.fma(wa, s8a);
            s8b = v.fma(wb, s8b);
            v = FloatVector.fromArray(SPECIES, x, x9 + at);
            s9a = v.fma(wa, s9a);
            s9b = v.fma(wb, s9b);
        }
        int[] outputs = convolution.pixels().outputs();
        FloatVector least = FloatVector.broadcast(SPECIES, finish.low());
        int out = yo + outputs[t];
        s0a.max(least).intoArray(y, out);
        s0b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 1];
        s1a.max(least).intoArray(y, out);
        s1b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 2];
        s2a.max(least).intoArray(y, out);
        s2b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 3];
        s3a.max(least).intoArray(y, out);
        s3b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 4];
        s4a.max(least).intoArray(y, out);
        s4b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 5];
        s5a.max(least).intoArray(y, out);
        s5b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 6];
        s6a.max(least).intoArray(y, out);
        s6b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 7];
        s7a.max(least).intoArray(y, out);
        s7b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 8];
        s8a.max(least).intoArray(y, out);
        s8b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 9];
        s9a.max(least).intoArray(y, out);
        s9b.max(least).intoArray(y, out + LANES);
    }

    static void tile5x2(
            Convolution convolution,
            int step,
            float[] x,
            int xo,
            int wo,
            int bo,
            float[] y,
            int yo,
            int t,
            Finish finish) {
        float[] bias = convolution.filter().bias();
        int[] same = VectorKernels.SAME_FOR_ALL_PIXELS;
        int from = bo + same[0];
        FloatVector s0a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[1];
        FloatVector s1a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s1b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[2];
        FloatVector s2a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s2b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[3];
        FloatVector s3a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s3b = FloatVector.fromArray(SPECIES, bias, from + LANES);
        from = bo + same[4];
        FloatVector s4a = FloatVector.fromArray(SPECIES, bias, from);
        FloatVector s4b = FloatVector.fromArray(SPECIES, bias, from + LANES);
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
        }
        int[] outputs = convolution.pixels().outputs();
        FloatVector least = FloatVector.broadcast(SPECIES, finish.low());
        int out = yo + outputs[t];
        s0a.max(least).intoArray(y, out);
        s0b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 1];
        s1a.max(least).intoArray(y, out);
        s1b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 2];
        s2a.max(least).intoArray(y, out);
        s2b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 3];
        s3a.max(least).intoArray(y, out);
        s3b.max(least).intoArray(y, out + LANES);
        out = yo + outputs[t + 4];
        s4a.max(least).intoArray(y, out);
        s4b.max(least).intoArray(y, out + LANES);
    }

    static void tile12x1(
            Convolution convolution,
            int step,
            float[] x,
            int xo,
            int wo,
            int bo,
            float[] y,
            int yo,
            int t,
            Finish finish) {
        float[] bias = convolution.filter().bias();
        int[] same = VectorKernels.SAME_FOR_ALL_PIXELS;
        FloatVector s0a = FloatVector.fromArray(SPECIES, bias, bo + same[0]);
        FloatVector s1a = FloatVector.fromArray(SPECIES, bias, bo + same[1]);
        FloatVector s2a = FloatVector.fromArray(SPECIES, bias, bo + same[2]);
        FloatVector s3a = FloatVector.fromArray(SPECIES, bias, bo + same[3]);
        FloatVector s4a = FloatVector.fromArray(SPECIES, bias, bo + same[4]);
        FloatVector s5a = FloatVector.fromArray(SPECIES, bias, bo + same[5]);
        FloatVector s6a = FloatVector.fromArray(SPECIES, bias, bo + same[6]);
        FloatVector s7a = FloatVector.fromArray(SPECIES, bias, bo + same[7]);
        FloatVector s8a = FloatVector.fromArray(SPECIES, bias, bo + same[8]);
        FloatVector s9a = FloatVector.fromArray(SPECIES, bias, bo + same[9]);
        FloatVector s10a = FloatVector.fromArray(SPECIES, bias, bo + same[10]);
        FloatVector s11a = FloatVector.fromArray(SPECIES, bias, bo + same[11]);
        int[] inputs = convolution.pixels().inputs();
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
        float[] w = convolution.filter().weights();
        int[] offsets = convolution.offsets();
        int steps = convolution.filter().steps();
        for (int k = 0; k < steps; k++) {
            int in = wo + k * LANES;
            int at = offsets[step + k];
            FloatVector wa = FloatVector.fromArray(SPECIES, w, in);
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
        int[] outputs = convolution.pixels().outputs();
        FloatVector least = FloatVector.broadcast(SPECIES, finish.low());
        s0a.max(least).intoArray(y, yo + outputs[t]);
        s1a.max(least).intoArray(y, yo + outputs[t + 1]);
        s2a.max(least).intoArray(y, yo + outputs[t + 2]);
        s3a.max(least).intoArray(y, yo + outputs[t + 3]);
        s4a.max(least).intoArray(y, yo + outputs[t + 4]);
        s5a.max(least).intoArray(y, yo + outputs[t + 5]);
        s6a.max(least).intoArray(y, yo + outputs[t + 6]);
        s7a.max(least).intoArray(y, yo + outputs[t + 7]);
        s8a.max(least).intoArray(y, yo + outputs[t + 8]);
        s9a.max(least).intoArray(y, yo + outputs[t + 9]);
        s10a.max(least).intoArray(y, yo + outputs[t + 10]);
        s11a.max(least).intoArray(y, yo + outputs[t + 11]);
    }
}
