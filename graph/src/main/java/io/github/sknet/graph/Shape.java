package io.github.sknet.graph;

import java.util.List;

/**
 * The shape of a value without its batch axis: a feature map (C, H, W) or a vector (C).
 *
 * @param channels C, at least 1
 * @param height H in pixels, at least 1; 1 for a vector
 * @param width W in pixels, at least 1; 1 for a vector
 * @param vector true for a value of rank two, (N, C)
 */
public record Shape(int channels, int height, int width, boolean vector) {

    private static final double MAX_ELEMENTS = 0x1p62;

    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("A shape needs positive sizes, not channels=" + channels + ", height="
                    + height + ", width=" + width);
        }
        if ((double) channels * height * width > MAX_ELEMENTS) {
            throw new IllegalArgumentException("A shape of channels=" + channels + ", height=" + height + ", width="
                    + width + " has more values than can be counted");
        }
        if (vector && (height != 1 || width != 1)) {
            throw new IllegalArgumentException("A vector has no height and width, not " + height + "×" + width);
        }
    }

    /** A feature map of shape (N, C, H, W). */
    public static Shape map(int channels, int height, int width) {
        return new Shape(channels, height, width, false);
    }

    /** A vector of shape (N, C). */
    public static Shape vector(int channels) {
        return new Shape(channels, 1, 1, true);
    }

    /** The number of values of one sample, C·H·W. */
    public long elements() {
        return (long) channels * height * width;
    }

    /** The number of pixels, H·W. */
    public long pixels() {
        return (long) height * width;
    }

    /** The same extent with another number of channels. */
    public Shape withChannels(int channels) {
        return new Shape(channels, height, width, vector);
    }

    /** The axes with the given batch size in front: (N, C) or (N, C, H, W). */
    public List<Integer> withBatch(int batch) {
        return vector ? List.of(batch, channels) : List.of(batch, channels, height, width);
    }

    @Override
    public String toString() {
        return vector ? "(N, " + channels + ")" : "(N, " + channels + ", " + height + ", " + width + ")";
    }
}
