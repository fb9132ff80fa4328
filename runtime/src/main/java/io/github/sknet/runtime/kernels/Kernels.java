package io.github.sknet.runtime.kernels;

import io.github.sknet.runtime.machine.MachineModel;
import java.util.List;

/**
 * The arithmetic of the engine. All offsets count floats; channel counts given to a kernel are multiples of
 * {@link #lanes()}. A kernel touches nothing outside the ranges it is given, allocates nothing, and may run in several
 * threads on disjoint outputs. NaN and infinities follow IEEE 754: a NaN operand gives NaN, in maxima as well.
 */
public interface Kernels {

    /** A name for logs and plans, such as {@code vector-512}. */
    String name();

    /** The number of floats of a vector. */
    int lanes();

    /** The tiles that {@link #convolve} has for an operand, best first. */
    List<Tile> tiles(Operand operand);

    /**
     * Says that a convolution will be computed soon. Kernels that need compiling begin with those that have the most to do.
     *
     * @param macs its multiply-accumulates
     */
    default void expect(ConvolutionTables convolution, long macs) {}

    /**
     * Says that a function will be computed soon, with a convolution or by itself.
     *
     * @param macs multiply-accumulates of what it comes with
     */
    default void expect(ValueFunction function, long macs) {}

    /**
     * Says that a function of channels will be computed soon.
     *
     * @param macs multiply-accumulates that would take about as long
     */
    default void expect(ChannelFunction function, long macs) {}

    /** Waits until what is expected by now is computed as it will always be, to the last bit. */
    default void settle() {}

    /**
     * Computes a part of a convolution.
     *
     * @param x holds the input
     * @param xo the offset that the tables' inputs are relative to
     * @param y holds the output, and what {@code finish} names
     * @param yo the offset that the tables' outputs are relative to
     * @param finish what is done with a tile once it is summed
     * @param part which tiles and panels
     * @param scratch at least {@link ConvolutionTables#scratchFloats} of memory that no other thread uses meanwhile
     */
    void convolve(
            ConvolutionTables convolution,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            Part part,
            float[] scratch);

    /** {@code y[i] = max(low, a[i] + b[i])} for {@code count} values; y may be a or b. */
    void add(float[] x, int a, int b, float low, float[] y, int yo, int count);

    /** {@code y[i] = a[i] · b[i]} for {@code count} values; y may be a or b. */
    void multiply(float[] x, int a, int b, float[] y, int yo, int count);

    /** {@code y[p, c] = max(0, x[p, c]) + slope[c] · min(0, x[p, c])} for rows of {@code channels}; in place where x is y. */
    void slope(float[] x, int xo, float[] slope, float[] y, int yo, int pixels, int channels);

    /**
     * A function of the channels of each pixel.
     *
     * @param positions of the channels
     * @param xStride floats from pixel to pixel of x
     * @param yStride floats from pixel to pixel of y
     */
    void acrossChannels(
            ChannelFunction function,
            int[] positions,
            float[] x,
            int xo,
            int xStride,
            float[] y,
            int yo,
            int yStride,
            int pixels);

    /** {@code y[i] = f(x[i])} for {@code count} values; in place where x is y. */
    void apply(ValueFunction function, float[] x, int xo, float[] y, int yo, int count);

    /** {@code y[i] = y[i] / divisor} for {@code count} values. */
    void divide(float[] y, int yo, float divisor, int count);

    /**
     * {@code y[m, i] = exp(x[m, i]) / Σₙ exp(x[n, i])}: the softmax across M branches of {@code count} logits each; in place
     * where x is y.
     *
     * @param logits for each branch where its first logit is, relative to xo
     * @param xStep floats from logit to logit
     * @param shares for each branch where its first share goes, relative to yo
     * @param yStep floats from share to share
     */
    void softmax(float[] x, int xo, int[] logits, int xStep, float[] y, int yo, int[] shares, int yStep, int count);

    /**
     * {@code y[p, v] = max(low, bias[v] + Σₗ x[p, v · lanes + l])} for each vector v that there is a bias for.
     *
     * @param xStride floats from pixel to pixel of x
     * @param yStride floats from pixel to pixel of y
     */
    void sumLanes(float[] x, int xo, int xStride, float[] bias, float low, float[] y, int yo, int yStride, int pixels);

    /**
     * {@code y[p, c] = max(low, x[p, c] · scale[c] + shift[c])} for rows of {@code channels}; in place where x is y.
     */
    void affine(
            float[] x, int xo, float[] scale, float[] shift, float low, float[] y, int yo, int pixels, int channels);

    /** {@code y[p, c] = x[p, c] · a[c]}, added to what y holds when {@code accumulate}; otherwise in place where x is y. */
    void scale(float[] x, int xo, float[] a, int ao, boolean accumulate, float[] y, int yo, int pixels, int channels);

    /**
     * {@code y[p, c] = x[p, c] · a[p]}, added to what y holds when {@code accumulate}; otherwise in place where x is y.
     *
     * @param aStride floats from pixel to pixel of a
     */
    void scalePixels(
            float[] x,
            int xo,
            float[] a,
            int ao,
            int aStride,
            boolean accumulate,
            float[] y,
            int yo,
            int pixels,
            int channels);

    /** {@code y[p, c] = x[x0 + …] · a[a0 + c] + x[x1 + …] · a[a1 + c]}: the selection among two branches; y may be one of them. */
    void select(float[] x, int x0, int x1, float[] a, int a0, int a1, float[] y, int yo, int pixels, int channels);

    /** {@code sums[c] += Σₚ x[p, c]} over pixels that are {@code stride} apart. */
    void sumPixels(float[] x, int xo, int pixels, int stride, float[] sums, int so, int channels);

    /** {@code y[p] = shares[p] · Σᵢ x[offsets[i]]}, product by product, for output pixels {@code from} to {@code to}. */
    void meanPixels(
            PixelWindows windows, float[] shares, float[] x, int xo, float[] y, int yo, int from, int to, int channels);

    /** {@code y[p] = maxᵢ x[offsets[i]]} for output pixels {@code from} to {@code to}. */
    void largestPixels(PixelWindows windows, float[] x, int xo, float[] y, int yo, int from, int to, int channels);

    /** A row of a resized map: each pixel is the sum of its two by two input pixels, by their shares. */
    void blendPixels(PixelBlend blend, int row, float[] x, int xo, float[] y, int yo, int channels);

    /**
     * From planes of channels to pixels: {@code map[mo + pixels[p] + c] = values[vo + planes[plane + c] + p]} for
     * {@link #lanes()} channels c and the pixels {@code from} to {@code to}, a multiple of as many. The planes ascend, and
     * none is shorter than a vector.
     *
     * @param scratch at least {@link #transpositionFloats()}, which may be used on the way
     */
    void toPixels(
            float[] values,
            int vo,
            int[] planes,
            int plane,
            float[] map,
            int mo,
            int[] pixels,
            int from,
            int to,
            float[] scratch);

    /** The way back: {@code values[vo + planes[plane + c] + p] = map[mo + pixels[p] + c]}. */
    void toPlanes(
            float[] map,
            int mo,
            int[] pixels,
            int from,
            int to,
            float[] values,
            int vo,
            int[] planes,
            int plane,
            float[] scratch);

    /** The most pixels that {@link #toPixels} and {@link #toPlanes} take at once. */
    default int transpositionPixels() {
        return MachineModel.SQUARES_TOGETHER * lanes();
    }

    /** The floats that they need on the way. */
    default int transpositionFloats() {
        return 0;
    }
}
