package io.github.sknet.graph;

import java.util.List;

/**
 * A function of each value alone; any shape.
 *
 * @param function which
 */
public record Activation(Function function) implements Op {

    /** The functions in use. */
    public enum Function {
        /** max(0, x). */
        RELU,
        /** 1 / (1 + e⁻ˣ). */
        SIGMOID
    }

    public static Activation relu() {
        return new Activation(Function.RELU);
    }

    public static Activation sigmoid() {
        return new Activation(Function.SIGMOID);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.single(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitActivation(node, this);
    }
}
