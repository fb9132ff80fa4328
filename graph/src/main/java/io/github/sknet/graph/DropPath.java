package io.github.sknet.graph;

import java.util.List;

/**
 * Stochastic depth (Huang et al. 2016): in training a whole sample becomes zero with the given probability and the
 * others are divided by 1 − p; identity in inference.
 *
 * @param probability p, in [0, 1)
 */
public record DropPath(float probability) implements Op {

    public DropPath {
        Inputs.probability("DropPath", probability);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.single(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitDropPath(node, this);
    }
}
