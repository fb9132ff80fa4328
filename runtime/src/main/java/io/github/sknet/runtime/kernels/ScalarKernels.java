package io.github.sknet.runtime.kernels;

import java.util.Arrays;
import java.util.List;

/** Plain loops: the specification of every kernel, and what runs where there is no Vector API. */
public final class ScalarKernels implements Kernels {

    private static final int DEFAULT_LANES = 8;

    private final int lanes;
    private final List<Tile> broadcastTiles;
    private final List<Tile> lanewiseTiles;

    public ScalarKernels() {
        this(DEFAULT_LANES, List.of(new Tile(4, 2), new Tile(4, 1), new Tile(1, 4)), List.of(new Tile(4, 1)));
    }

    /**
     * Kernels for data that was packed for others, so that both can be compared.
     *
     * @param lanes the floats of a vector
     */
    public ScalarKernels(int lanes, List<Tile> broadcastTiles, List<Tile> lanewiseTiles) {
        this.lanes = lanes;
        this.broadcastTiles = List.copyOf(broadcastTiles);
        this.lanewiseTiles = List.copyOf(lanewiseTiles);
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
        return operand == Operand.LANEWISE ? lanewiseTiles : broadcastTiles;
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
        PixelTable pixels = convolution.pixels();
        int width = convolution.filter().vectors() * lanes;
        for (int panel = panelFrom; panel < panelTo; panel++) {
            for (int tile = tileFrom; tile < tileTo; tile++) {
                int from = tile * pixels.tilePixels();
                int to = from + pixels.distinct(tile);
                for (int p = from; p < to; p++) {
                    int out = yo + pixels.outputs()[p] + panel * width;
                    begin(convolution.filter().bias(), finish, p, panel * width, y, out, width);
                    sum(convolution, panel, x, xo + pixels.inputs()[p], y, out);
                    end(finish, panel * width, y, out, width);
                }
            }
        }
    }

    /** The bias and the value to add, which may lie where the output goes. */
    private static void begin(float[] bias, Finish finish, int pixel, int channel, float[] y, int yo, int width) {
        if (finish.residuals() == null) {
            System.arraycopy(bias, channel, y, yo, width);
            return;
        }
        int residual = finish.residual() + finish.residuals()[pixel] + channel;
        for (int i = 0; i < width; i++) {
            y[yo + i] = bias[channel + i] + y[residual + i];
        }
    }

    private void sum(Convolution convolution, int panel, float[] x, int xo, float[] y, int yo) {
        PackedFilter filter = convolution.filter();
        float[] weights = filter.weights();
        int[] offsets = convolution.offsets();
        int run = convolution.run();
        int firstOffset = convolution.firstOffset()[panel];
        int width = filter.vectors() * lanes;
        int w = filter.start(panel, lanes);
        boolean broadcast = filter.operand() != Operand.LANEWISE;
        for (int k = 0; k < filter.steps(); k++, w += width) {
            int at = xo + offsets[firstOffset + k / run] + k % run;
            if (broadcast) {
                addScaled(x[at], weights, w, y, yo, width);
            } else {
                for (int v = 0; v < width; v += lanes) {
                    addProduct(x, at, weights, w + v, y, yo + v);
                }
            }
        }
    }

    private static void addScaled(float a, float[] weights, int wo, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] += a * weights[wo + i];
        }
    }

    private void addProduct(float[] x, int xo, float[] weights, int wo, float[] y, int yo) {
        for (int i = 0; i < lanes; i++) {
            y[yo + i] += x[xo + i] * weights[wo + i];
        }
    }

    private void end(Finish finish, int channel, float[] y, int yo, int width) {
        clamp(y, yo, finish.low(), y, yo, width);
        if (finish.sums() >= 0) {
            sumPixels(y, yo, 1, width, y, finish.sums() + channel, width);
        }
    }

    @Override
    public void winogradInput(
            WinogradTiles tiles, int from, int to, float[] x, int xo, float[] v, int vo, int position, int channels) {
        int column = tiles.column();
        for (int t = from; t < to; t++) {
            for (int c = 0; c < channels; c++) {
                int in = xo + tiles.inputs()[t] + c;
                int out = vo + (t - from) * channels + c;
                for (int i = 0; i < 4; i++, out += 4 * position) {
                    float r0 = difference(x, in, tiles.row(), i);
                    float r1 = difference(x, in + column, tiles.row(), i);
                    float r2 = difference(x, in + 2 * column, tiles.row(), i);
                    float r3 = difference(x, in + 3 * column, tiles.row(), i);
                    v[out] = r0 - r2;
                    v[out + position] = r1 + r2;
                    v[out + 2 * position] = r2 - r1;
                    v[out + 3 * position] = r1 - r3;
                }
            }
        }
    }

    /** Row i of Bᵀ times four values: (x0 − x2, x1 + x2, x2 − x1, x1 − x3). */
    private static float difference(float[] x, int xo, int distance, int i) {
        return switch (i) {
            case 0 -> x[xo] - x[xo + 2 * distance];
            case 1 -> x[xo + distance] + x[xo + 2 * distance];
            case 2 -> x[xo + 2 * distance] - x[xo + distance];
            default -> x[xo + distance] - x[xo + 3 * distance];
        };
    }

    @Override
    public void winogradOutput(
            WinogradTiles tiles,
            int from,
            int to,
            float[] m,
            int mo,
            int position,
            int stride,
            float[] bias,
            float[] y,
            int yo,
            Finish finish,
            int channel,
            int channels) {
        for (int pixel = from * WinogradTiles.OUTPUTS; pixel < to * WinogradTiles.OUTPUTS; pixel++) {
            int out = tiles.outputs()[pixel];
            if (out == tiles.spare()) {
                continue;
            }
            begin(bias, finish, pixel, channel, y, yo + out + channel, channels);
            for (int c = channel; c < channel + channels; c++) {
                int in = mo + (pixel / WinogradTiles.OUTPUTS - from) * stride + c;
                float m0 = combination(m, in, 4 * position, pixel / 2 % 2);
                float m1 = combination(m, in + position, 4 * position, pixel / 2 % 2);
                float m2 = combination(m, in + 2 * position, 4 * position, pixel / 2 % 2);
                float m3 = combination(m, in + 3 * position, 4 * position, pixel / 2 % 2);
                y[yo + out + c] += pixel % 2 == 0 ? m0 + m1 + m2 : m1 - m2 - m3;
            }
            end(finish, channel, y, yo + out + channel, channels);
        }
    }

    /** Row i of Aᵀ times four values: (m0 + m1 + m2, m1 − m2 − m3). */
    private static float combination(float[] m, int mo, int distance, int i) {
        float m1 = m[mo + distance];
        float m2 = m[mo + 2 * distance];
        return i == 0 ? m[mo] + m1 + m2 : m1 - m2 - m[mo + 3 * distance];
    }

    @Override
    public void add(float[] x, int a, int b, float low, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] = Math.max(low, x[a + i] + x[b + i]);
        }
    }

    @Override
    public void clamp(float[] x, int xo, float low, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] = Math.max(low, x[xo + i]);
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
    public void weightedPixels(PixelSums table, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        for (int p = from; p < to; p++) {
            int out = yo + table.outputs()[p];
            Arrays.fill(y, out, out + channels, 0);
            for (int i = table.first()[p]; i < table.first()[p + 1]; i++) {
                addScaled(table.weights()[i], x, xo + table.offsets()[i], y, out, channels);
            }
        }
    }

    @Override
    public void largestPixels(PixelSums table, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        for (int p = from; p < to; p++) {
            int out = yo + table.outputs()[p];
            Arrays.fill(y, out, out + channels, Float.NEGATIVE_INFINITY);
            for (int i = table.first()[p]; i < table.first()[p + 1]; i++) {
                int at = xo + table.offsets()[i];
                for (int c = 0; c < channels; c++) {
                    y[out + c] = Math.max(y[out + c], x[at + c]);
                }
            }
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
