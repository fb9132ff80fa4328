package io.github.sknet.graph;

import java.util.List;

/** The largest over all pixels: a map (N, C, H, W) becomes a vector (N, C). */
public record GlobalMaxPool() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.vector(Inputs.singleMap(this, inputs).channels());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitGlobalMaxPool(node, this);
    }
}
