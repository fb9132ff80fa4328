package io.github.sknet.graph;

import java.util.List;

/** The inputs' channels one after the other; all inputs share H and W, or all are vectors. */
public record Concat() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("Concat takes at least two inputs, not " + inputs.size());
        }
        Inputs.common(this, inputs.stream().map(shape -> shape.withChannels(1)).toList());
        int channels = inputs.stream().mapToInt(Shape::channels).reduce(0, Math::addExact);
        return inputs.get(0).withChannels(channels);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitConcat(node, this);
    }
}
