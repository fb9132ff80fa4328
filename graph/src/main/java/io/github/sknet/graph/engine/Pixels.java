package io.github.sknet.graph.engine;

import io.github.sknet.graph.weights.Tensor;

/**
 * Images as files and cameras give them, (N, H, W, C): row by row, the samples of a pixel side by side, N images of one size one after
 * the other, with what makes them a network's input. An engine may read them where they are; others are given {@link #toTensor}.
 */
public final class Pixels {

    private final Samples samples;
    private final int count;
    private final int height;
    private final int width;
    private final Normalization normalization;

    private Pixels(Samples samples, int count, int height, int width, Normalization normalization) {
        int channels = normalization.channels();
        if (count < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "Pixels need at least one image of at least 1×1, not " + count + " of " + height + "×" + width);
        }
        // Divided, not multiplied: the product may be more than a long holds.
        long pixels = (long) height * width;
        if (samples.length() / pixels / channels != count || samples.length() % (pixels * channels) != 0) {
            throw new IllegalArgumentException(count + " images of " + height + "×" + width + " pixels and " + channels
                    + " channels have another number of samples than " + samples.length());
        }
        this.samples = samples;
        this.count = count;
        this.height = height;
        this.width = width;
        this.normalization = normalization;
    }

    /**
     * Unsigned 8-bit samples, 0 … 255; the array is not copied.
     *
     * @param samples (N, H, W, C)
     * @param count N
     * @param height H
     * @param width W
     * @param normalization for the C channels
     */
    public static Pixels of(byte[] samples, int count, int height, int width, Normalization normalization) {
        return new Pixels(new Samples.Bytes(samples), count, height, width, normalization);
    }

    /** Samples of any form; see {@link #of(byte[], int, int, int, Normalization)}. */
    public static Pixels of(Samples samples, int count, int height, int width, Normalization normalization) {
        return new Pixels(samples, count, height, width, normalization);
    }

    /** Unsigned 16-bit samples, 0 … 65535; see {@link #of(byte[], int, int, int, Normalization)}. */
    public static Pixels of(short[] samples, int count, int height, int width, Normalization normalization) {
        return new Pixels(new Samples.Shorts(samples), count, height, width, normalization);
    }

    /** Fractions, 0 … 1; see {@link #of(byte[], int, int, int, Normalization)}. */
    public static Pixels of(float[] samples, int count, int height, int width, Normalization normalization) {
        return new Pixels(new Samples.Floats(samples), count, height, width, normalization);
    }

    /** N. */
    public int count() {
        return count;
    }

    /** C. */
    public int channels() {
        return normalization.channels();
    }

    /** H. */
    public int height() {
        return height;
    }

    /** W. */
    public int width() {
        return width;
    }

    /**
     * Writes a row of one channel, normalised.
     *
     * @param image which, from 0
     * @param y the row
     * @param target receives W values, {@code step} apart
     * @param to where the first goes
     */
    public void writeRow(int image, int y, int channel, float[] target, int to, int step) {
        int from = (image * height + y) * width * channels() + channel;
        samples.write(normalization, channel, from, target, to, step, width);
    }

    /**
     * Writes the network's input, (N, C, H, W): every engine computes with these numbers.
     *
     * @param to where the first goes
     */
    public void write(float[] target, int to) {
        int row = to;
        for (int image = 0; image < count; image++) {
            for (int c = 0; c < channels(); c++) {
                for (int y = 0; y < height; y++) {
                    writeRow(image, y, c, target, row, 1);
                    row += width;
                }
            }
        }
    }

    /** The network's input, (N, C, H, W), as {@link #write} makes it. */
    public Tensor toTensor() {
        float[] values = new float[samples.length()];
        write(values, 0);
        return Tensor.of(values, count, channels(), height, width);
    }
}
