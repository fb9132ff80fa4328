package io.github.sknet.datasets.annotations;

/**
 * A box as an annotation has it, unchecked: it may be inverted, empty, outside of the image or no number.
 *
 * @param left x of the left edge
 * @param top y of the upper edge
 * @param right x of the right edge
 * @param bottom y of the lower edge
 */
public record Edges(double left, double top, double right, double bottom) {

    /** The smallest box around points, x and y in turn. */
    static Edges around(double[] points) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i + 1 < points.length; i += 2) {
            left = Math.min(left, points[i]);
            right = Math.max(right, points[i]);
            top = Math.min(top, points[i + 1]);
            bottom = Math.max(bottom, points[i + 1]);
        }
        return new Edges(left, top, right, bottom);
    }

    boolean fits(double width, double height, double tolerance) {
        return left >= -tolerance && top >= -tolerance && right <= width + tolerance && bottom <= height + tolerance;
    }
}
