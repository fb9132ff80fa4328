package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Finish;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.kernels.WinogradStages;
import io.github.sknet.runtime.kernels.WinogradTiles;
import jdk.incubator.vector.FloatVector;

/**
 * The transforms of Winograd's F(2×2, 3×3), with channels in the lanes. The inner loops go over tiles: there are more of
 * them than vectors of channels. {@code a − b} is written {@code b · −1 + a}, the same number: there is no subtraction in this
 * module. The Vector API's methods are shared by all kernels, and where C2 has compiled them for the one class of binary operators
 * that it saw, the first subtraction, of another class, fails a check in them. C2 counts such failures once for each call that it
 * inlines, so that in a large tile they are soon too many (100): it then trusts no profile, and vectors are allocated.
 */
final class WinogradTransforms implements WinogradStages {

    /** Offsets of zeros: the same for every output of a tile. */
    private static final int[] SAME_FOR_ALL_OUTPUTS = new int[WinogradTiles.OUTPUTS];

    @Override
    public void input(WinogradConvolution convolution, int from, int to, float[] x, int xo, float[] scratch) {
        WinogradTiles tiles = convolution.tiles();
        int in = xo + convolution.firstInput();
        int v = convolution.inputsAt();
        int position = convolution.inputPosition();
        int channels = convolution.inputs();
        for (int c = 0; c < channels; c += LANES) {
            inputVector(
                    tiles.inputs(),
                    from,
                    to,
                    x,
                    in + c,
                    tiles.row(),
                    tiles.column(),
                    scratch,
                    v + c,
                    position,
                    channels);
        }
    }

    private static void inputVector(
            int[] inputs,
            int from,
            int to,
            float[] x,
            int xo,
            int row,
            int column,
            float[] v,
            int vo,
            int position,
            int stride) {
        FloatVector minus = FloatVector.broadcast(SPECIES, -1);
        for (int t = from; t < to; t++) {
            int in = xo + inputs[t];
            FloatVector x00 = FloatVector.fromArray(SPECIES, x, in);
            FloatVector x01 = FloatVector.fromArray(SPECIES, x, in + column);
            FloatVector x02 = FloatVector.fromArray(SPECIES, x, in + 2 * column);
            FloatVector x03 = FloatVector.fromArray(SPECIES, x, in + 3 * column);
            in += row;
            FloatVector x10 = FloatVector.fromArray(SPECIES, x, in);
            FloatVector x11 = FloatVector.fromArray(SPECIES, x, in + column);
            FloatVector x12 = FloatVector.fromArray(SPECIES, x, in + 2 * column);
            FloatVector x13 = FloatVector.fromArray(SPECIES, x, in + 3 * column);
            in += row;
            FloatVector x20 = FloatVector.fromArray(SPECIES, x, in);
            FloatVector x21 = FloatVector.fromArray(SPECIES, x, in + column);
            FloatVector x22 = FloatVector.fromArray(SPECIES, x, in + 2 * column);
            FloatVector x23 = FloatVector.fromArray(SPECIES, x, in + 3 * column);
            in += row;
            FloatVector x30 = FloatVector.fromArray(SPECIES, x, in);
            FloatVector x31 = FloatVector.fromArray(SPECIES, x, in + column);
            FloatVector x32 = FloatVector.fromArray(SPECIES, x, in + 2 * column);
            FloatVector x33 = FloatVector.fromArray(SPECIES, x, in + 3 * column);
            int out = vo + (t - from) * stride;
            FloatVector r0 = x20.fma(minus, x00);
            FloatVector r1 = x21.fma(minus, x01);
            FloatVector r2 = x22.fma(minus, x02);
            FloatVector r3 = x23.fma(minus, x03);
            r2.fma(minus, r0).intoArray(v, out);
            r1.add(r2).intoArray(v, out + position);
            r1.fma(minus, r2).intoArray(v, out + 2 * position);
            r3.fma(minus, r1).intoArray(v, out + 3 * position);
            out += 4 * position;
            r0 = x10.add(x20);
            r1 = x11.add(x21);
            r2 = x12.add(x22);
            r3 = x13.add(x23);
            r2.fma(minus, r0).intoArray(v, out);
            r1.add(r2).intoArray(v, out + position);
            r1.fma(minus, r2).intoArray(v, out + 2 * position);
            r3.fma(minus, r1).intoArray(v, out + 3 * position);
            out += 4 * position;
            r0 = x10.fma(minus, x20);
            r1 = x11.fma(minus, x21);
            r2 = x12.fma(minus, x22);
            r3 = x13.fma(minus, x23);
            r2.fma(minus, r0).intoArray(v, out);
            r1.add(r2).intoArray(v, out + position);
            r1.fma(minus, r2).intoArray(v, out + 2 * position);
            r3.fma(minus, r1).intoArray(v, out + 3 * position);
            out += 4 * position;
            r0 = x30.fma(minus, x10);
            r1 = x31.fma(minus, x11);
            r2 = x32.fma(minus, x12);
            r3 = x33.fma(minus, x13);
            r2.fma(minus, r0).intoArray(v, out);
            r1.add(r2).intoArray(v, out + position);
            r1.fma(minus, r2).intoArray(v, out + 2 * position);
            r3.fma(minus, r1).intoArray(v, out + 3 * position);
        }
    }

    @Override
    public void product(
            Convolution position, float[] scratch, int v, int m, int endTile, int firstPanel, int endPanel) {
        ConvolutionLoops.run(position, scratch, v, scratch, m, Finish.NOTHING, 0, endTile, firstPanel, endPanel);
    }

    @Override
    public void output(
            WinogradConvolution convolution,
            int from,
            int to,
            float[] scratch,
            float[] y,
            int yo,
            Finish finish,
            int channel,
            int channels) {
        WinogradTiles tiles = convolution.tiles();
        float[] bias = convolution.bias();
        boolean fromZeros = finish.residuals() == null;
        float[] start = fromZeros ? bias : y;
        int so = fromZeros ? bias.length / 2 : finish.residual();
        int[] starts = fromZeros ? SAME_FOR_ALL_OUTPUTS : finish.residuals();
        int startsPerTile = fromZeros ? 0 : WinogradTiles.OUTPUTS;
        int end = channel + channels;
        for (int c = channel; c < end; c += LANES) {
            outputVector(
                    tiles.outputs(),
                    from,
                    to,
                    scratch,
                    convolution.productsAt() + c,
                    convolution.productPosition(),
                    convolution.outputs(),
                    bias,
                    c,
                    start,
                    so + c,
                    starts,
                    startsPerTile,
                    finish.function().low(),
                    y,
                    yo + c);
        }
        int[] first = tiles.firstDistinct();
        NearPixels.finish(finish, tiles.distinct(), first[from], first[to], y, yo + channel, channel, channels);
    }

    private static void outputVector(
            int[] outputs,
            int from,
            int to,
            float[] m,
            int mo,
            int position,
            int stride,
            float[] bias,
            int bo,
            float[] start,
            int so,
            int[] starts,
            int startsPerTile,
            float low,
            float[] y,
            int yo) {
        FloatVector shift = FloatVector.fromArray(SPECIES, bias, bo);
        FloatVector least = FloatVector.broadcast(SPECIES, low);
        FloatVector minus = FloatVector.broadcast(SPECIES, -1);
        for (int t = from; t < to; t++) {
            int in = mo + (t - from) * stride;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, in);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, in + 4 * position);
            FloatVector m2 = FloatVector.fromArray(SPECIES, m, in + 8 * position);
            FloatVector m3 = FloatVector.fromArray(SPECIES, m, in + 12 * position);
            FloatVector t0 = m0.add(m1).add(m2);
            FloatVector u0 = m3.fma(minus, m2.fma(minus, m1));
            in += position;
            m0 = FloatVector.fromArray(SPECIES, m, in);
            m1 = FloatVector.fromArray(SPECIES, m, in + 4 * position);
            m2 = FloatVector.fromArray(SPECIES, m, in + 8 * position);
            m3 = FloatVector.fromArray(SPECIES, m, in + 12 * position);
            FloatVector t1 = m0.add(m1).add(m2);
            FloatVector u1 = m3.fma(minus, m2.fma(minus, m1));
            in += position;
            m0 = FloatVector.fromArray(SPECIES, m, in);
            m1 = FloatVector.fromArray(SPECIES, m, in + 4 * position);
            m2 = FloatVector.fromArray(SPECIES, m, in + 8 * position);
            m3 = FloatVector.fromArray(SPECIES, m, in + 12 * position);
            FloatVector t2 = m0.add(m1).add(m2);
            FloatVector u2 = m3.fma(minus, m2.fma(minus, m1));
            in += position;
            m0 = FloatVector.fromArray(SPECIES, m, in);
            m1 = FloatVector.fromArray(SPECIES, m, in + 4 * position);
            m2 = FloatVector.fromArray(SPECIES, m, in + 8 * position);
            m3 = FloatVector.fromArray(SPECIES, m, in + 12 * position);
            FloatVector t3 = m0.add(m1).add(m2);
            FloatVector u3 = m3.fma(minus, m2.fma(minus, m1));
            int s = t * startsPerTile;
            int o = t * WinogradTiles.OUTPUTS;
            FloatVector z0 = t0.add(t1).add(t2).add(shift).add(FloatVector.fromArray(SPECIES, start, so + starts[s]));
            FloatVector z1 = t3.fma(minus, t2.fma(minus, t1))
                    .add(shift)
                    .add(FloatVector.fromArray(SPECIES, start, so + starts[s + 1]));
            FloatVector z2 =
                    u0.add(u1).add(u2).add(shift).add(FloatVector.fromArray(SPECIES, start, so + starts[s + 2]));
            FloatVector z3 = u3.fma(minus, u2.fma(minus, u1))
                    .add(shift)
                    .add(FloatVector.fromArray(SPECIES, start, so + starts[s + 3]));
            z0.max(least).intoArray(y, yo + outputs[o]);
            z1.max(least).intoArray(y, yo + outputs[o + 1]);
            z2.max(least).intoArray(y, yo + outputs[o + 2]);
            z3.max(least).intoArray(y, yo + outputs[o + 3]);
        }
    }
}
