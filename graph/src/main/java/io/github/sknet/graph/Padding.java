package io.github.sknet.graph;

/**
 * What is laid around a map, in pixels on each side.
 *
 * @param top rows above, 0 … 32,768
 * @param left columns to the left, as many
 * @param bottom rows below, as many
 * @param right columns to the right, as many
 */
public record Padding(int top, int left, int bottom, int right) {

    /** Nothing on any side. */
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    private static final int MOST = 1 << 15;

    public Padding {
        if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0
                || Math.max(Math.max(top, bottom), Math.max(left, right)) > MOST) {
            throw new IllegalArgumentException("A padding is 0 … " + MOST + " on each side, not top=" + top + ", left="
                    + left + ", bottom=" + bottom + ", right=" + right);
        }
    }

    /** As many rows above as below, and as many columns left as right. */
    public static Padding symmetric(Size size) {
        return new Padding(size.height(), size.width(), size.height(), size.width());
    }

    /** The same on all four sides. */
    public static Padding square(int extent) {
        return symmetric(Size.square(extent));
    }

    /** The same above and below, and the same left and right. */
    public boolean isSymmetric() {
        return top == bottom && left == right;
    }

    /** Rows above and below together. */
    public int rows() {
        return top + bottom;
    }

    /** Columns left and right together. */
    public int columns() {
        return left + right;
    }

    @Override
    public String toString() {
        return isSymmetric()
                ? new Size(top, left).toString()
                : "(" + top + ", " + left + ", " + bottom + ", " + right + ")";
    }
}
