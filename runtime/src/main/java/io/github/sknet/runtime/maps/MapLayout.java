package io.github.sknet.runtime.maps;

import io.github.sknet.graph.Shape;

/**
 * How a map lies in memory: rows of pixels of {@code stride} floats, with a border of zero pixels all around
 * and a spare pixel behind.
 *
 * @param order where each channel is within a pixel
 * @param height H
 * @param width W
 * @param borderHeight rows of zeros above and below
 * @param borderWidth pixels of zeros left and right
 * @param stride floats from pixel to pixel
 */
public record MapLayout(ChannelOrder order, int height, int width, int borderHeight, int borderWidth, int stride) {

    /** The layout of a map of the given shape. */
    public static MapLayout of(Shape shape, ChannelOrder order, int borderHeight, int borderWidth, int stride) {
        return new MapLayout(order, shape.height(), shape.width(), borderHeight, borderWidth, stride);
    }

    /** Floats from row to row. */
    public int pitch() {
        return (width + 2 * borderWidth) * stride;
    }

    /** The offset of a pixel, which may lie in the border. */
    public int offset(int y, int x) {
        return (y + borderHeight) * pitch() + (x + borderWidth) * stride;
    }

    public boolean hasBorder() {
        return borderHeight > 0 || borderWidth > 0;
    }

    /** The offset of a pixel after the map, for what nobody reads. */
    public int spare() {
        return Math.toIntExact(floats() - stride);
    }

    /** All floats, the border and the spare pixel included. */
    public long floats() {
        return ((height + 2L * borderHeight) * (width + 2L * borderWidth) + 1) * stride;
    }
}
