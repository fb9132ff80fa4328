package io.github.sknet.graph;

import java.util.List;

/**
 * The channels {@code from} (inclusive) to {@code to} (exclusive) of a map or a vector.
 *
 * @param from the first channel
 * @param to one past the last channel
 */
public record Slice(int from, int to) implements Op {

    public Slice {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("Slice: needs 0 ≤ from < to, not from=" + from + ", to=" + to);
        }
    }

    /** The number of channels kept. */
    public int channels() {
        return to - from;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.single(this, inputs);
        if (to > in.channels()) {
            throw new IllegalArgumentException(this + " reaches beyond the channels of " + in);
        }
        return in.withChannels(channels());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitSlice(node, this);
    }
}
