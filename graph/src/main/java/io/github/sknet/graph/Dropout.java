package io.github.sknet.graph;

import java.util.List;

/**
 * In training sets each value to zero with the given probability and divides the others by 1 − p; identity in inference.
 *
 * @param probability p, in [0, 1)
 */
public record Dropout(float probability) implements Op {

    public Dropout {
        Inputs.probability("Dropout", probability);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.single(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitDropout(node, this);
    }
}
