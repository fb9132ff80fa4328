package io.github.sknet.graph;

import java.util.List;

/**
 * A map (N, C, H, W) times a vector (N, C), channel by channel: the excitation of Squeeze-and-Excitation (Hu et al.
 * 2018). Inputs: the map, the vector.
 */
public record ChannelScale() implements Op {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.count(this, inputs, 2);
        Shape map = Inputs.map(this, inputs.get(0));
        Inputs.channels(this, Inputs.vector(this, inputs.get(1)), map.channels());
        return map;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitChannelScale(node, this);
    }
}
