package io.github.sknet.graph;

import java.util.List;

/**
 * The first input at the height and width of the second, whose values do not matter. A vector counts as a map of one
 * pixel. Pixel centres are at half coordinates (PyTorch's {@code align_corners=False}, no antialiasing).
 *
 * @param mode how values between pixels are found
 */
public record Resize(Mode mode) implements Op {

    /** How values between pixels are found. */
    public enum Mode {
        /** The pixel at floor(x · in / out). */
        NEAREST,
        /** Linear along both axes, clamped at the border. */
        BILINEAR
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.count(this, inputs, 2);
        Shape like = Inputs.map(this, inputs.get(1));
        return Shape.map(inputs.get(0).channels(), like.height(), like.width());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitResize(node, this);
    }
}
