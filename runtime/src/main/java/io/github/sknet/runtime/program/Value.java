package io.github.sknet.runtime.program;

import io.github.sknet.graph.Shape;

/** What an operation computes: a map or a vector of one sample. Two values are equal only if they are the same. */
public final class Value {

    private final String name;
    private final Shape shape;

    public Value(String name, Shape shape) {
        this.name = name;
        this.shape = shape;
    }

    /** The name of the node that it comes from. */
    public String name() {
        return name;
    }

    /** (C, H, W) or (C). */
    public Shape shape() {
        return shape;
    }

    /** H·W. */
    public int pixels() {
        return Math.toIntExact(shape.pixels());
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
