package io.github.sknet.graph;

import java.util.List;

/**
 * A map with pixels around it: (N, C, H, W) becomes (N, C, H + top + bottom, W + left + right). Nothing is cut off: a padding is at
 * least 0 on each side.
 *
 * @param padding how many on each side
 * @param mode what they are
 * @param value of the pixels around, by a constant; 0 for the other modes
 */
public record Pad(Padding padding, Mode mode, float value) implements Op {

    /** What lies around the map. */
    public enum Mode {
        /** One value. */
        CONSTANT,
        /** The map as in a mirror, whose outermost pixels are not repeated; at most H − 1 and W − 1 pixels. */
        REFLECT,
        /** The outermost pixel again and again. */
        REPLICATE
    }

    public Pad {
        Inputs.finite("Pad", "value", value);
        if (mode != Mode.CONSTANT && value != 0) {
            throw new IllegalArgumentException("Pad: " + mode + " takes no value, not " + value);
        }
    }

    /** Zeros around a map. */
    public static Pad zeros(Padding padding) {
        return new Pad(padding, Mode.CONSTANT, 0);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        boolean beyond = Math.max(padding.top(), padding.bottom()) >= in.height()
                || Math.max(padding.left(), padding.right()) >= in.width();
        if (mode == Mode.REFLECT && beyond) {
            throw new IllegalArgumentException(
                    this + " needs a map of more pixels along each axis than it adds on a side, not " + in);
        }
        return Shape.map(
                in.channels(),
                Math.addExact(in.height(), padding.rows()),
                Math.addExact(in.width(), padding.columns()));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitPad(node, this);
    }
}
