package io.github.sknet.runtime.kernels;

/**
 * For each output pixel the input pixels that it depends on, as in pooling and resizing: those at {@code offsets[i]} for
 * {@code first[p] ≤ i < first[p + 1]}.
 *
 * @param outputs the offset of each output pixel
 * @param first where each output pixel's entries begin; one more at the end
 * @param offsets offsets of input pixels
 * @param weights their weights
 */
public record PixelSums(int[] outputs, int[] first, int[] offsets, float[] weights) {}
