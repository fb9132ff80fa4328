package io.github.sknet.runtime.vector;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PixelSums;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.WinogradTiles;
import java.util.List;

/** Vector kernels as soon as each is compiled, and its scalar twin on the same data until then. */
final class WarmingKernels implements Kernels {

    private final Kernels vector;
    private final Kernels scalar;
    private final WarmUp warmUp;

    WarmingKernels(Kernels vector) {
        this.vector = vector;
        this.scalar =
                new ScalarKernels(vector.lanes(), vector.tiles(Operand.BROADCAST), vector.tiles(Operand.LANEWISE));
        this.warmUp = new WarmUp(vector);
        warmUp.start();
    }

    private Kernels rows() {
        return warmUp.areRowsReady() ? vector : scalar;
    }

    private Kernels transforms() {
        return warmUp.areTransformsReady() ? vector : scalar;
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
    public void expect(Convolution convolution, long macs) {
        warmUp.expect(convolution.filter().operand(), convolution.tile(), macs);
    }

    @Override
    public void expectWinograd() {
        warmUp.expectTransforms();
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
        boolean ready = warmUp.isReady(convolution.filter().operand(), convolution.tile());
        Kernels kernels = ready ? vector : scalar;
        kernels.convolve(convolution, x, xo, y, yo, finish, tileFrom, tileTo, panelFrom, panelTo);
    }

    @Override
    public void winogradInput(
            WinogradTiles tiles, int from, int to, float[] x, int xo, float[] v, int vo, int position, int channels) {
        transforms().winogradInput(tiles, from, to, x, xo, v, vo, position, channels);
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
        transforms().winogradOutput(tiles, from, to, m, mo, position, stride, bias, y, yo, finish, channel, channels);
    }

    @Override
    public void add(float[] x, int a, int b, float low, float[] y, int yo, int count) {
        rows().add(x, a, b, low, y, yo, count);
    }

    @Override
    public void clamp(float[] x, int xo, float low, float[] y, int yo, int count) {
        rows().clamp(x, xo, low, y, yo, count);
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
    public void select(
            float[] x, int x0, int x1, float[] a, int a0, int a1, float[] y, int yo, int pixels, int channels) {
        rows().select(x, x0, x1, a, a0, a1, y, yo, pixels, channels);
    }

    @Override
    public void sumPixels(float[] x, int xo, int pixels, int stride, float[] sums, int so, int channels) {
        rows().sumPixels(x, xo, pixels, stride, sums, so, channels);
    }

    @Override
    public void weightedPixels(PixelSums table, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        rows().weightedPixels(table, x, xo, y, yo, from, to, channels);
    }

    @Override
    public void largestPixels(PixelSums table, float[] x, int xo, float[] y, int yo, int from, int to, int channels) {
        rows().largestPixels(table, x, xo, y, yo, from, to, channels);
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
