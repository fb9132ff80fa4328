package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.Lanes.LANES;
import static io.github.sknet.runtime.vector.Lanes.MANY_REGISTERS;
import static io.github.sknet.runtime.vector.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelSums;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/** The kernels in the Vector API, at the width of {@link Lanes}. */
final class VectorKernels implements Kernels {

    /** Offsets of a bias: the same for every pixel of a tile. */
    static final int[] SAME_FOR_ALL_PIXELS = new int[16];

    private static final List<Tile> BROADCAST = MANY_REGISTERS
            ? List.of(new Tile(6, 4), new Tile(5, 4), new Tile(10, 2), new Tile(12, 1), new Tile(1, 4))
            : List.of(new Tile(5, 2), new Tile(12, 1), new Tile(1, 4));
    private static final List<Tile> LANEWISE = MANY_REGISTERS
            ? List.of(new Tile(5, 4), new Tile(10, 2), new Tile(12, 1))
            : List.of(new Tile(5, 2), new Tile(12, 1));

    @Override
    public String name() {
        return "vector-" + SPECIES.vectorBitSize();
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public List<Tile> tiles(Operand operand) {
        return operand == Operand.BROADCAST ? BROADCAST : LANEWISE;
    }

    @Override
    public void convolve(
            Convolution convolution,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            int tileFrom,
            int tileTo,
            int panelFrom,
            int panelTo) {
        for (int panel = panelFrom; panel < panelTo; panel++) {
            if (convolution.filter().operand() == Operand.LANEWISE) {
                lanewise(convolution, panel, x, xo, y, yo, finish, tileFrom, tileTo);
            } else {
                broadcast(convolution, panel, x, xo, y, yo, finish, tileFrom, tileTo);
            }
        }
    }

    /** The first run adds to the bias, the others to what lies in the output. */
    private void broadcast(
            Convolution convolution,
            int panel,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            int tileFrom,
            int tileTo) {
        PackedFilter filter = convolution.filter();
        int[] offsets = convolution.offsets();
        int[] outputs = convolution.pixels().outputs();
        int width = filter.vectors() * LANES;
        int channel = panel * width;
        int out = yo + channel;
        int run = convolution.run();
        int last = filter.steps() / run - 1;
        int first = convolution.firstOffset()[panel];
        int w0 = panel * filter.steps() * width;
        Finish bound = bound(finish);
        for (int i = tileFrom; i < tileTo; i++) {
            int t = i * convolution.tile().pixels();
            BroadcastTiles.run(
                    convolution,
                    x,
                    xo + offsets[first],
                    w0,
                    filter.bias(),
                    channel,
                    SAME_FOR_ALL_PIXELS,
                    0,
                    y,
                    out,
                    t,
                    last == 0 ? bound : Finish.NOTHING);
            for (int r = 1; r <= last; r++) {
                int wo = w0 + r * run * width;
                Finish now = r == last ? bound : Finish.NOTHING;
                BroadcastTiles.run(convolution, x, xo + offsets[first + r], wo, y, out, outputs, t, y, out, t, now);
            }
            finish(finish, convolution, panel, i, y, yo);
        }
    }

    private void lanewise(
            Convolution convolution,
            int panel,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            int tileFrom,
            int tileTo) {
        PackedFilter filter = convolution.filter();
        int width = filter.vectors() * LANES;
        int wo = panel * filter.steps() * width;
        int channel = panel * width;
        int step = convolution.firstOffset()[panel];
        Finish bound = bound(finish);
        for (int i = tileFrom; i < tileTo; i++) {
            int t = i * convolution.tile().pixels();
            LanewiseTiles.run(convolution, step, x, xo, wo, channel, y, yo + channel, t, bound);
            finish(finish, convolution, panel, i, y, yo);
        }
    }

    /** What a tile does of a finish: the bound is its own affair where nothing is added before. */
    private static Finish bound(Finish finish) {
        return finish.residuals() == null ? finish : Finish.NOTHING;
    }

    private void finish(Finish finish, Convolution convolution, int panel, int tile, float[] y, int yo) {
        PixelTable pixels = convolution.pixels();
        int from = tile * pixels.tilePixels();
        int to = from + pixels.distinct(tile);
        int width = convolution.tile().vectors() * LANES;
        int channel = panel * width;
        if (finish.residuals() != null) {
            addResidual(finish, pixels.outputs(), from, to, y, yo + channel, channel, width);
        }
        if (finish.sums() >= 0) {
            addPixels(pixels.outputs(), from, to, y, yo + channel, width, finish.sums() + channel);
        }
    }

    private void addResidual(
            Finish finish, int[] outputs, int from, int to, float[] y, int yo, int channel, int width) {
        int[] residuals = finish.residuals();
        for (int p = from; p < to; p++) {
            int out = yo + outputs[p];
            add(y, out, finish.residual() + residuals[p] + channel, finish.low(), y, out, width);
        }
    }

    /** Adds pixels of the output to their sums. */
    private static void addPixels(int[] outputs, int from, int to, float[] y, int yo, int width, int sums) {
        for (int v = 0; v < width; v += LANES) {
            addVectors(outputs, from, to, y, yo + v, sums + v);
        }
    }

    private static void addVectors(int[] outputs, int from, int to, float[] y, int yo, int so) {
        FloatVector sum = FloatVector.fromArray(SPECIES, y, so);
        for (int p = from; p < to; p++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, y, yo + outputs[p]));
        }
        sum.intoArray(y, so);
    }

    @Override
    public void add(float[] x, int a, int b, float low, float[] y, int yo, int count) {
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        for (int i = 0; i < count; i += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, x, a + i).add(FloatVector.fromArray(SPECIES, x, b + i));
            sum.max(least).intoArray(y, yo + i);
        }
    }

    @Override
    public void clamp(float[] x, int xo, float low, float[] y, int yo, int count) {
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).max(least).intoArray(y, yo + i);
        }
    }

    @Override
    public void affine(
            float[] x, int xo, float[] scale, float[] shift, float low, float[] y, int yo, int pixels, int channels) {
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, scale, c);
            FloatVector offset = FloatVector.fromArray(SPECIES, shift, c);
            for (int p = 0, at = c; p < pixels; p++, at += channels) {
                FloatVector.fromArray(SPECIES, x, xo + at)
                        .fma(factor, offset)
                        .max(least)
                        .intoArray(y, yo + at);
            }
        }
    }

    @Override
    public void scale(
            float[] x, int xo, float[] a, int ao, boolean accumulate, float[] y, int yo, int pixels, int channels) {
        for (int p = 0; p < pixels; p++) {
            int at = p * channels;
            if (accumulate) {
                addScaledRow(x, xo + at, a, ao, y, yo + at, channels);
            } else {
                scaleRow(x, xo + at, a, ao, y, yo + at, channels);
            }
        }
    }

    private static void scaleRow(float[] x, int xo, float[] a, int ao, float[] y, int yo, int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + c)
                    .mul(FloatVector.fromArray(SPECIES, a, ao + c))
                    .intoArray(y, yo + c);
        }
    }

    private static void addScaledRow(float[] x, int xo, float[] a, int ao, float[] y, int yo, int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + c)
                    .fma(FloatVector.fromArray(SPECIES, a, ao + c), FloatVector.fromArray(SPECIES, y, yo + c))
                    .intoArray(y, yo + c);
        }
    }

    @Override
    public void select(
            float[] x, int x0, int x1, float[] a, int a0, int a1, float[] y, int yo, int pixels, int channels) {
        for (int p = 0; p < pixels; p++) {
            int at = p * channels;
            selectRow(x, x0 + at, x1 + at, a, a0, a1, y, yo + at, channels);
        }
    }

    private static void selectRow(
            float[] x, int x0, int x1, float[] a, int a0, int a1, float[] y, int yo, int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector first =
                    FloatVector.fromArray(SPECIES, x, x0 + c).mul(FloatVector.fromArray(SPECIES, a, a0 + c));
            FloatVector.fromArray(SPECIES, x, x1 + c)
                    .fma(FloatVector.fromArray(SPECIES, a, a1 + c), first)
                    .intoArray(y, yo + c);
        }
    }

    @Override
    public void sumPixels(float[] x, int xo, int pixels, int stride, float[] sums, int so, int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, so + c);
            for (int p = 0, at = xo + c; p < pixels; p++, at += stride) {
                sum = sum.add(FloatVector.fromArray(SPECIES, x, at));
            }
            sum.intoArray(sums, so + c);
        }
    }

    @Override
    public void weightedPixels(PixelSums table, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        int[] first = table.first();
        for (int p = from; p < to; p++) {
            int out = yo + table.outputs()[p];
            for (int c = 0; c < channels; c += LANES) {
                weighted(table.offsets(), table.weights(), first[p], first[p + 1], x, xo + c, y, out + c);
            }
        }
    }

    private static void weighted(int[] offsets, float[] weights, int i, int end, float[] x, int xo, float[] y, int yo) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (; i < end; i++) {
            sum = FloatVector.fromArray(SPECIES, x, xo + offsets[i])
                    .fma(FloatVector.broadcast(SPECIES, weights[i]), sum);
        }
        sum.intoArray(y, yo);
    }

    @Override
    public void largestPixels(PixelSums table, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        int[] first = table.first();
        for (int p = from; p < to; p++) {
            int out = yo + table.outputs()[p];
            for (int c = 0; c < channels; c += LANES) {
                largest(table.offsets(), first[p], first[p + 1], x, xo + c, y, out + c);
            }
        }
    }

    private static void largest(int[] offsets, int i, int end, float[] x, int xo, float[] y, int yo) {
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (; i < end; i++) {
            largest = largest.max(FloatVector.fromArray(SPECIES, x, xo + offsets[i]));
        }
        largest.intoArray(y, yo);
    }
}
