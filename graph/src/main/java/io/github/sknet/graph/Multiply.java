package io.github.sknet.graph;

import java.util.List;

/**
 * The product of two values. The second may be smaller and is repeated: over the pixels, where it is a vector (N, C) or a map of one
 * pixel, and over the channels, where it has one. So it is the excitation of Squeeze-and-Excitation (Hu et al. 2018), a map times a
 * vector, and the spatial attention of CBAM (Woo et al. 2018), a map times a map of one channel. Inputs: the value, the factors.
 */
public record Multiply() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.count(this, inputs, 2);
        return Inputs.broadcast(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitMultiply(node, this);
    }
}
