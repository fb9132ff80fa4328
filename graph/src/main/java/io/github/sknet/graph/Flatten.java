package io.github.sknet.graph;

import java.util.List;

/**
 * A map (N, C, H, W) as a vector (N, C·H·W), channel by channel and in each row by row, as AlexNet and VGG have it before their linear
 * layers. A graph whose map is as large as the image allows has an {@link Input} of one size.
 */
public record Flatten() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        if (in.elements() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(this + " would make more values of " + in + " than can be counted");
        }
        return Shape.vector((int) in.elements());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitFlatten(node, this);
    }
}
