package io.github.sknet.runtime.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Plain loops: the specification of every kernel, and what runs where there is no Vector API. */
public final class ScalarKernels implements Kernels {

    private static final int DEFAULT_LANES = 8;
    private static final List<Tile> BROADCAST_TILES = List.of(new Tile(4, 2), new Tile(4, 1), new Tile(1, 4));
    private static final List<Tile> LANEWISE_TILES = List.of(new Tile(4, 1));

    private final int lanes;
    private final Function<Operand, List<Tile>> tiles;
    private final ScalarConvolution direct;
    private final ScalarWinograd winograd;

    public ScalarKernels() {
        this(DEFAULT_LANES, operand -> operand == Operand.LANEWISE ? LANEWISE_TILES : BROADCAST_TILES);
    }

    /**
     * Kernels for data that is packed in given tiles.
     *
     * @param lanes in a vector, at least 1
     * @param tiles by how they read their inputs
     */
    public ScalarKernels(int lanes, Function<Operand, List<Tile>> tiles) {
        this.lanes = lanes;
        this.tiles = tiles;
        this.direct = new ScalarConvolution(lanes);
        this.winograd = new ScalarWinograd(direct);
    }

    /** Kernels for data that was packed for others, so that both can be compared and either can stand in. */
    public static ScalarKernels twinOf(Kernels kernels) {
        return new ScalarKernels(kernels.lanes(), kernels::tiles);
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public List<Tile> tiles(Operand operand) {
        return tiles.apply(operand);
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
            direct.compute(
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

    /** The stages of Winograd's filtering by themselves, to hold others against. */
    public WinogradStages winograd() {
        return winograd;
    }

    @Override
    public void add(float[] x, int a, int b, float low, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] = Math.max(low, x[a + i] + x[b + i]);
        }
    }

    @Override
    public void multiply(float[] x, int a, int b, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] = x[a + i] * x[b + i];
        }
    }

    @Override
    public void slope(float[] x, int xo, float[] slope, float[] y, int yo, int pixels, int channels) {
        for (int p = 0, at = 0; p < pixels; p++, at += channels) {
            for (int c = 0; c < channels; c++) {
                float value = x[xo + at + c];
                y[yo + at + c] = Math.max(0, value) + slope[c] * Math.min(0, value);
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
        for (int p = 0; p < pixels; p++) {
            function.pixel(positions, x, xo + p * xStride, y, yo + p * yStride);
        }
    }

    @Override
    public void apply(ValueFunction function, float[] x, int xo, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] = function.of(x[xo + i]);
        }
    }

    @Override
    public void divide(float[] y, int yo, float divisor, int count) {
        for (int i = yo; i < yo + count; i++) {
            y[i] /= divisor;
        }
    }

    @Override
    public void softmax(
            float[] x, int xo, int[] logits, int xStep, float[] y, int yo, int[] shares, int yStep, int count) {
        for (int i = 0; i < count; i++) {
            if (logits.length == 2) {
                ScalarSoftmax.ofTwo(x, xo + i * xStep, logits, y, yo + i * yStep, shares);
            } else {
                ScalarSoftmax.ofMany(x, xo + i * xStep, logits, y, yo + i * yStep, shares);
            }
        }
    }

    @Override
    public void affine(
            float[] x, int xo, float[] scale, float[] shift, float low, float[] y, int yo, int pixels, int channels) {
        for (int p = 0, at = 0; p < pixels; p++, at += channels) {
            for (int c = 0; c < channels; c++) {
                y[yo + at + c] = Math.max(low, x[xo + at + c] * scale[c] + shift[c]);
            }
        }
    }

    @Override
    public void scale(
            float[] x, int xo, float[] a, int ao, boolean accumulate, float[] y, int yo, int pixels, int channels) {
        for (int p = 0, at = 0; p < pixels; p++, at += channels) {
            for (int c = 0; c < channels; c++) {
                float product = x[xo + at + c] * a[ao + c];
                y[yo + at + c] = accumulate ? y[yo + at + c] + product : product;
            }
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
        for (int p = 0, at = 0; p < pixels; p++, at += channels) {
            float factor = a[ao + p * aStride];
            for (int c = 0; c < channels; c++) {
                float product = x[xo + at + c] * factor;
                y[yo + at + c] = accumulate ? y[yo + at + c] + product : product;
            }
        }
    }

    @Override
    public void select(
            float[] x, int x0, int x1, float[] a, int a0, int a1, float[] y, int yo, int pixels, int channels) {
        for (int p = 0, at = 0; p < pixels; p++, at += channels) {
            for (int c = 0; c < channels; c++) {
                y[yo + at + c] = x[x0 + at + c] * a[a0 + c] + x[x1 + at + c] * a[a1 + c];
            }
        }
    }

    @Override
    public void sumPixels(float[] x, int xo, int pixels, int stride, float[] sums, int so, int channels) {
        for (int p = 0, at = xo; p < pixels; p++, at += stride) {
            for (int c = 0; c < channels; c++) {
                sums[so + c] += x[at + c];
            }
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
        for (int p = from; p < to; p++) {
            int out = yo + windows.outputs()[p];
            Arrays.fill(y, out, out + channels, 0);
            for (int i = windows.first()[p]; i < windows.first()[p + 1]; i++) {
                addScaled(shares[p], x, xo + windows.offsets()[i], y, out, channels);
            }
        }
    }

    /** What has no share is not read: it may be infinite. */
    private static void addScaled(float share, float[] x, int xo, float[] y, int yo, int channels) {
        if (share != 0) {
            for (int c = 0; c < channels; c++) {
                y[yo + c] += share * x[xo + c];
            }
        }
    }

    @Override
    public void largestPixels(
            PixelWindows windows, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        for (int p = from; p < to; p++) {
            int out = yo + windows.outputs()[p];
            Arrays.fill(y, out, out + channels, Float.NEGATIVE_INFINITY);
            for (int i = windows.first()[p]; i < windows.first()[p + 1]; i++) {
                int at = xo + windows.offsets()[i];
                for (int c = 0; c < channels; c++) {
                    y[out + c] = Math.max(y[out + c], x[at + c]);
                }
            }
        }
    }

    @Override
    public void blendPixels(PixelBlend blend, int row, float[] x, int xo, float[] y, int yo, int channels) {
        PixelBlend.Axis rows = blend.rows();
        PixelBlend.Axis columns = blend.columns();
        float below = rows.share()[row];
        int first = xo + rows.first()[row];
        int second = xo + rows.second()[row];
        for (int p = 0; p < columns.outputs().length; p++) {
            int out = yo + rows.outputs()[row] + columns.outputs()[p];
            float right = columns.share()[p];
            Arrays.fill(y, out, out + channels, 0);
            addScaled((1 - below) * (1 - right), x, first + columns.first()[p], y, out, channels);
            addScaled((1 - below) * right, x, first + columns.second()[p], y, out, channels);
            addScaled(below * (1 - right), x, second + columns.first()[p], y, out, channels);
            addScaled(below * right, x, second + columns.second()[p], y, out, channels);
        }
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
        for (int c = 0; c < lanes; c++) {
            int row = vo + planes[plane + c];
            for (int p = from; p < to; p++) {
                map[mo + pixels[p] + c] = values[row + p];
            }
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
        for (int c = 0; c < lanes; c++) {
            int row = vo + planes[plane + c];
            for (int p = from; p < to; p++) {
                values[row + p] = map[mo + pixels[p] + c];
            }
        }
    }

    @Override
    public void sumLanes(
            float[] x, int xo, int xStride, float[] bias, float low, float[] y, int yo, int yStride, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int v = 0; v < bias.length; v++) {
                float sum = bias[v];
                for (int lane = 0; lane < lanes; lane++) {
                    sum += x[xo + p * xStride + v * lanes + lane];
                }
                y[yo + p * yStride + v] = Math.max(low, sum);
            }
        }
    }
}
