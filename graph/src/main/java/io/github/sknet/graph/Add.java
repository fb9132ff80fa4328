package io.github.sknet.graph;

import java.util.List;

/**
 * The sum of two or more values. Those after the first may be smaller and are repeated: over the pixels, where one is a vector (N, C)
 * or a map of one pixel, and over the channels, where it has one.
 */
public record Add() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("Add takes at least two inputs, not " + inputs.size());
        }
        return Inputs.broadcast(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitAdd(node, this);
    }
}
