package io.github.sknet.vision.image;

/**
 * An upright rectangle in pixels of an image, whose upper left corner is (0, 0).
 *
 * @param x of the left edge
 * @param y of the upper edge
 * @param width 0 or above
 * @param height 0 or above
 */
public record BoundingBox(double x, double y, double width, double height) {

    public BoundingBox {
        boolean finite = Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(width) && Double.isFinite(height);
        if (!finite || width < 0 || height < 0) {
            throw new IllegalArgumentException("A box has finite numbers and no negative size, unlike [" + x + ", " + y
                    + ", " + width + ", " + height + "] (x, y, width, height)");
        }
    }

    /** In square pixels. */
    public double area() {
        return width * height;
    }

    /** The area that both boxes cover, in square pixels. */
    public double intersection(BoundingBox other) {
        double shared = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double sharedHeight = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return shared <= 0 || sharedHeight <= 0 ? 0 : shared * sharedHeight;
    }

    /** Intersection over union, 0 to 1; 0 where both are empty. */
    public double intersectionOverUnion(BoundingBox other) {
        double intersection = intersection(other);
        return intersection == 0 ? 0 : intersection / (area() + other.area() - intersection);
    }
}
