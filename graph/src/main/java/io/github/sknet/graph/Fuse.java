package io.github.sknet.graph;

import java.util.List;

/**
 * The paper's <em>Fuse</em> up to its pooling (Selective Kernel Networks, §3.1, equations 1 and 2): M branches of shape
 * (N, C, H, W) become s of shape (N, C), the mean over all pixels of the branches' sum.
 */
public record Fuse() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.vector(Inputs.map(this, Inputs.common(this, inputs)).channels());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitFuse(node, this);
    }
}
