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
        long channels = inputs.stream().mapToLong(Shape::channels).sum();
        if (channels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Concat would have " + channels + " channels, more than can be counted");
        }
        return inputs.get(0).withChannels((int) channels);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitConcat(node, this);
    }
}
