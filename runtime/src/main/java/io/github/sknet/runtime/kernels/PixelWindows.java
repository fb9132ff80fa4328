package io.github.sknet.runtime.kernels;

/**
 * For each output pixel of a pooling the input pixels under its window: those at {@code offsets[i]} for
 * {@code first[p] ≤ i < first[p + 1]}.
 *
 * @param outputs the offset of each output pixel
 * @param first where each output pixel's entries begin; one more at the end
 * @param offsets offsets of input pixels
 */
public record PixelWindows(int[] outputs, int[] first, int[] offsets) {}
