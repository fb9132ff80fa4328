package io.github.sknet.graph;

import java.util.List;

/** exp(x) / Σ exp(x) over the channels, pixel by pixel; any shape. */
public record Softmax() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.single(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitSoftmax(node, this);
    }
}
