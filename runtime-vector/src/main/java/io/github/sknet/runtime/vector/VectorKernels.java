package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.VectorExponentials.exp;
import static io.github.sknet.runtime.vector.VectorExponentials.negated;
import static io.github.sknet.runtime.vector.VectorExponentials.of;
import static io.github.sknet.runtime.vector.VectorExponentials.reciprocal;
import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.MANY_REGISTERS;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.ConvolutionTables;
import io.github.sknet.runtime.kernels.Finish;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Part;
import io.github.sknet.runtime.kernels.PixelBlend;
import io.github.sknet.runtime.kernels.PixelWindows;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.vector.tiles.Lanes;
import io.github.sknet.runtime.vector.tiles.Tiles;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The kernels in the Vector API, at the width of {@link Lanes}. */
final class VectorKernels implements Kernels {

    private final WinogradTransforms winograd = new WinogradTransforms();

    /** For what vectors would not make quicker. */
    private final ScalarKernels scalar = ScalarKernels.twinOf(this);

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
        return Tiles.of(operand, MANY_REGISTERS);
    }

    @Override
    public void convolve(
            ConvolutionTables convolution,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            Part part,
            float[] scratch) {
        if (convolution instanceof WinogradConvolution filtering) {
            winograd.compute(filtering, x, xo, y, yo, finish, part, scratch);
        } else {
            ConvolutionLoops.run(
                    (Convolution) convolution,
                    x,
                    xo,
                    y,
                    yo,
                    finish,
                    part.firstTile(),
                    part.endTile(),
                    part.firstPanel(),
                    part.endPanel());
        }
    }

    /** The transforms by themselves. */
    WinogradTransforms winograd() {
        return winograd;
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
    public void multiply(float[] x, int a, int b, float[] y, int yo, int count) {
        scaleRow(x, a, x, b, y, yo, count);
    }

    @Override
    public void slope(float[] x, int xo, float[] slope, float[] y, int yo, int pixels, int channels) {
        slopes(x, xo, slope, 0, y, yo, pixels, channels);
    }

    /** The same with slopes that begin somewhere. */
    static void slopes(float[] x, int xo, float[] slope, int so, float[] y, int yo, int pixels, int channels) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, slope, so + c);
            for (int p = 0, at = c; p < pixels; p++, at += channels) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, xo + at);
                value.min(zero).fma(factor, value.max(zero)).intoArray(y, yo + at);
            }
        }
    }

    @Override
    public void acrossChannels(
            ChannelFunction function,
            int[] positions,
            float[] x,
            int xo,
            int xStride,
            float[] y,
            int yo,
            int yStride,
            int pixels) {
        if (!VectorChannels.has(function, positions)) {
            scalar.acrossChannels(function, positions, x, xo, xStride, y, yo, yStride, pixels);
            return;
        }
        for (int p = 0; p < pixels; p++) {
            VectorChannels.pixel(function, positions.length, x, xo + p * xStride, y, yo + p * yStride);
        }
    }

    @Override
    public void apply(ValueFunction function, float[] x, int xo, float[] y, int yo, int count) {
        VectorFunctions.apply(function, x, xo, y, yo, count);
    }

    @Override
    public void divide(float[] y, int yo, float divisor, int count) {
        scalar.divide(y, yo, divisor, count);
    }

    @Override
    public void softmax(
            float[] x, int xo, int[] logits, int xStep, float[] y, int yo, int[] shares, int yStep, int count) {
        int done = 0;
        if (logits.length == 2 && xStep == 1 && yStep == 1) {
            done = count - count % LANES;
            softmaxOfTwo(x, xo + logits[0], xo + logits[1], y, yo + shares[0], yo + shares[1], done);
        }
        scalar.softmax(x, xo + done * xStep, logits, xStep, y, yo + done * yStep, shares, yStep, count - done);
    }

    /** With p = e to the power of how far the first logit is above the second: p / (1 + p) and 1 / (1 + p). */
    private static void softmaxOfTwo(float[] x, int x0, int x1, float[] y, int y0, int y1, int count) {
        FloatVector one = of(1);
        for (int i = 0; i < count; i += LANES) {
            FloatVector second = FloatVector.fromArray(SPECIES, x, x1 + i);
            FloatVector power = exp(negated(second).add(FloatVector.fromArray(SPECIES, x, x0 + i)));
            FloatVector share = reciprocal(power.add(one));
            share.intoArray(y, y1 + i);
            power.mul(share).intoArray(y, y0 + i);
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

    /** {@code y[i] = x[i] · a[i]}. */
    static void scaleRow(float[] x, int xo, float[] a, int ao, float[] y, int yo, int channels) {
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
    public void scalePixels(
            float[] x,
            int xo,
            float[] a,
            int ao,
            int aStride,
            boolean accumulate,
            float[] y,
            int yo,
            int pixels,
            int channels) {
        for (int p = 0; p < pixels; p++) {
            int at = p * channels;
            float factor = a[ao + p * aStride];
            if (accumulate) {
                addScaledPixel(x, xo + at, factor, y, yo + at, channels);
            } else {
                scalePixel(x, xo + at, factor, y, yo + at, channels);
            }
        }
    }

    private static void scalePixel(float[] x, int xo, float a, float[] y, int yo, int channels) {
        FloatVector factor = FloatVector.broadcast(SPECIES, a);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + c).mul(factor).intoArray(y, yo + c);
        }
    }

    private static void addScaledPixel(float[] x, int xo, float a, float[] y, int yo, int channels) {
        FloatVector factor = FloatVector.broadcast(SPECIES, a);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + c)
                    .fma(factor, FloatVector.fromArray(SPECIES, y, yo + c))
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
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int p = 0, at = xo + c; p < pixels; p++, at += stride) {
                sum = FloatVector.fromArray(SPECIES, x, at).add(sum);
            }
            FloatVector.fromArray(SPECIES, sums, so + c).add(sum).intoArray(sums, so + c);
        }
    }

    @Override
    public void meanPixels(
            PixelWindows windows,
            float[] shares,
            float[] x,
            int xo,
            float[] y,
            int yo,
            int from,
            int to,
            int channels) {
        VectorWindows.mean(windows, shares, x, xo, y, yo, from, to, channels);
    }

    @Override
    public void largestPixels(
            PixelWindows windows, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        VectorWindows.largest(windows, x, xo, y, yo, from, to, channels);
    }

    @Override
    public void blendPixels(PixelBlend blend, int row, float[] x, int xo, float[] y, int yo, int channels) {
        VectorBlend.row(blend, row, x, xo, y, yo, channels);
    }

    @Override
    public void toPixels(
            float[] values,
            int vo,
            int[] planes,
            int plane,
            float[] map,
            int mo,
            int[] pixels,
            int from,
            int to,
            float[] scratch) {
        int squares = (to - from) / LANES;
        for (int i = 0; i < squares; i++) {
            Transposition.begin(values, vo + from + i * LANES, planes, plane, scratch, i);
        }
        Transposition.proceed(scratch, squares);
        for (int i = 0; i < squares; i++) {
            Transposition.end(scratch, i, map, mo, pixels, from + i * LANES);
        }
    }

    @Override
    public void toPlanes(
            float[] map,
            int mo,
            int[] pixels,
            int from,
            int to,
            float[] values,
            int vo,
            int[] planes,
            int plane,
            float[] scratch) {
        int squares = (to - from) / LANES;
        for (int i = 0; i < squares; i++) {
            Transposition.begin(map, mo, pixels, from + i * LANES, scratch, i);
        }
        Transposition.proceed(scratch, squares);
        for (int i = 0; i < squares; i++) {
            Transposition.end(scratch, i, values, vo + from + i * LANES, planes, plane);
        }
    }

    @Override
    public int transpositionPixels() {
        return Transposition.MOST_SQUARES * LANES;
    }

    @Override
    public int transpositionFloats() {
        return Transposition.FLOATS;
    }

    @Override
    public void sumLanes(
            float[] x, int xo, int xStride, float[] bias, float low, float[] y, int yo, int yStride, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int v = 0; v < bias.length; v++) {
                float sum = FloatVector.fromArray(SPECIES, x, xo + p * xStride + v * LANES)
                        .reduceLanes(VectorOperators.ADD);
                y[yo + p * yStride + v] = Math.max(low, bias[v] + sum);
            }
        }
    }
}
