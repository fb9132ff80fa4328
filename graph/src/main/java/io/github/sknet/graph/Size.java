package io.github.sknet.graph;

/**
 * A height and a width in pixels (of a kernel, a stride, a padding, a dilation).
 *
 * @param height along H
 * @param width along W
 */
public record Size(int height, int width) {

    /** The same extent along both axes. */
    public static Size square(int extent) {
        return new Size(extent, extent);
    }

    /** Whether neither extent is below the given one. */
    public boolean atLeast(int minimum) {
        return height >= minimum && width >= minimum;
    }

    @Override
    public String toString() {
        return height == width ? Integer.toString(height) : height + "×" + width;
    }
}
