package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.ChannelFunction;
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
import java.util.List;

/** Vector kernels as soon as each is compiled, and its scalar twin on the same data until then. */
final class WarmingKernels implements Kernels {

    private final VectorKernels vector;
    private final ScalarKernels scalar;
    private final WarmUp warmUp;

    WarmingKernels(VectorKernels vector) {
        this.vector = vector;
        this.scalar = ScalarKernels.twinOf(vector);
        this.warmUp = new WarmUp(vector, scalar);
        warmUp.start();
    }

    private Kernels rows() {
        return warmUp.areRowsReady() ? vector : scalar;
    }

    @Override
    public String name() {
        return vector.name();
    }

    @Override
    public int lanes() {
        return vector.lanes();
    }

    @Override
    public List<Tile> tiles(Operand operand) {
        return vector.tiles(operand);
    }

    @Override
    public void expect(ConvolutionTables convolution, long macs) {
        warmUp.expect(convolution, macs);
    }

    @Override
    public void expect(ValueFunction function, long macs) {
        warmUp.expect(function, macs);
    }

    @Override
    public void expect(ChannelFunction function, long macs) {
        warmUp.expect(function, macs);
    }

    @Override
    public void settle() {
        warmUp.settle();
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
        boolean ready = warmUp.isReady(convolution)
                && warmUp.isReady(finish.function())
                && (!finish.needsRows() || warmUp.areRowsReady());
        Kernels kernels = ready ? vector : scalar;
        kernels.convolve(convolution, x, xo, y, yo, finish, part, scratch);
    }

    @Override
    public void add(float[] x, int a, int b, float low, float[] y, int yo, int count) {
        rows().add(x, a, b, low, y, yo, count);
    }

    @Override
    public void multiply(float[] x, int a, int b, float[] y, int yo, int count) {
        rows().multiply(x, a, b, y, yo, count);
    }

    @Override
    public void slope(float[] x, int xo, float[] slope, float[] y, int yo, int pixels, int channels) {
        rows().slope(x, xo, slope, y, yo, pixels, channels);
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
        Kernels kernels = warmUp.areRowsReady() && warmUp.isReady(function) ? vector : scalar;
        kernels.acrossChannels(function, positions, x, xo, xStride, y, yo, yStride, pixels);
    }

    @Override
    public void apply(ValueFunction function, float[] x, int xo, float[] y, int yo, int count) {
        Kernels kernels = warmUp.areRowsReady() && warmUp.isReady(function) ? vector : scalar;
        kernels.apply(function, x, xo, y, yo, count);
    }

    @Override
    public void divide(float[] y, int yo, float divisor, int count) {
        rows().divide(y, yo, divisor, count);
    }

    @Override
    public void softmax(
            float[] x, int xo, int[] logits, int xStep, float[] y, int yo, int[] shares, int yStep, int count) {
        rows().softmax(x, xo, logits, xStep, y, yo, shares, yStep, count);
    }

    @Override
    public void affine(
            float[] x, int xo, float[] scale, float[] shift, float low, float[] y, int yo, int pixels, int channels) {
        rows().affine(x, xo, scale, shift, low, y, yo, pixels, channels);
    }

    @Override
    public void scale(
            float[] x, int xo, float[] a, int ao, boolean accumulate, float[] y, int yo, int pixels, int channels) {
        rows().scale(x, xo, a, ao, accumulate, y, yo, pixels, channels);
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
        rows().scalePixels(x, xo, a, ao, aStride, accumulate, y, yo, pixels, channels);
    }

    @Override
    public void select(
            float[] x, int x0, int x1, float[] a, int a0, int a1, float[] y, int yo, int pixels, int channels) {
        rows().select(x, x0, x1, a, a0, a1, y, yo, pixels, channels);
    }

    @Override
    public void sumPixels(float[] x, int xo, int pixels, int stride, float[] sums, int so, int channels) {
        rows().sumPixels(x, xo, pixels, stride, sums, so, channels);
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
        rows().meanPixels(windows, shares, x, xo, y, yo, from, to, channels);
    }

    @Override
    public void largestPixels(
            PixelWindows windows, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        rows().largestPixels(windows, x, xo, y, yo, from, to, channels);
    }

    @Override
    public void blendPixels(PixelBlend blend, int row, float[] x, int xo, float[] y, int yo, int channels) {
        rows().blendPixels(blend, row, x, xo, y, yo, channels);
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
        rows().toPixels(values, vo, planes, plane, map, mo, pixels, from, to, scratch);
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
        rows().toPlanes(map, mo, pixels, from, to, values, vo, planes, plane, scratch);
    }

    @Override
    public int transpositionPixels() {
        return vector.transpositionPixels();
    }

    @Override
    public int transpositionFloats() {
        return vector.transpositionFloats();
    }

    @Override
    public void sumLanes(
            float[] x, int xo, int xStride, float[] bias, float low, float[] y, int yo, int yStride, int pixels) {
        rows().sumLanes(x, xo, xStride, bias, low, y, yo, yStride, pixels);
    }
}
