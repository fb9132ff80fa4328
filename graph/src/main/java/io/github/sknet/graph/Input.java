package io.github.sknet.graph;

import java.util.List;
import java.util.Optional;

/**
 * The graph's input, a feature map (N, C, H, W).
 *
 * @param channels C
 * @param size the only height and width that the graph takes; empty where both are free
 */
public record Input(int channels, Optional<Size> size) implements Op {

    public Input {
        Inputs.positive("Input", "channels", channels);
        if (size.isPresent() && !size.get().atLeast(1)) {
            throw new IllegalArgumentException("Input: a size is at least 1, not " + size.get());
        }
    }

    /** An input of any height and width. */
    public Input(int channels) {
        this(channels, Optional.empty());
    }

    /** The shape that the inference is given, where it has this many channels and this size. */
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape given = Inputs.singleMap(this, inputs);
        Inputs.channels(this, given, channels);
        if (size.isPresent() && !size.get().equals(new Size(given.height(), given.width()))) {
            throw new IllegalArgumentException("the network takes images of "
                    + size.get().height() + "×" + size.get().width() + " pixels only, not " + given);
        }
        return given;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitInput(node, this);
    }

    @Override
    public String toString() {
        return "Input(" + channels
                + size.map(s -> ", " + s.height() + "×" + s.width()).orElse("") + ")";
    }
}
