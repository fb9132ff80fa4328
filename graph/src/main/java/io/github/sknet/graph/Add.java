package io.github.sknet.graph;

import java.util.List;

/** The sum of two or more values of one shape. */
public record Add() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("Add takes at least two inputs, not " + inputs.size());
        }
        return Inputs.common(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitAdd(node, this);
    }
}
