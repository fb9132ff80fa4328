package io.github.sknet.graph;

import java.util.List;

/**
 * The graph's input, a feature map (N, C, H, W).
 *
 * @param channels C
 */
public record Input(int channels) implements Op {

    public Input {
        Inputs.positive("Input", "channels", channels);
    }

    /** The shape that the inference is given, where it has this many channels. */
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape given = Inputs.singleMap(this, inputs);
        Inputs.channels(this, given, channels);
        return given;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitInput(node, this);
    }
}
