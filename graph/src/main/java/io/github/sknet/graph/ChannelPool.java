package io.github.sknet.graph;

import java.util.List;

/**
 * The mean or the largest over the channels, pixel by pixel: a map (N, C, H, W) becomes a map (N, 1, H, W), as in the spatial
 * attention of CBAM (Woo et al. 2018) and LSKNet (Li et al. 2023).
 *
 * @param kind which
 */
public record ChannelPool(Kind kind) implements Op {

    /** What is taken. */
    public enum Kind {
        /** The mean. */
        MEAN,
        /** The largest. */
        LARGEST
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.singleMap(this, inputs).withChannels(1);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitChannelPool(node, this);
    }
}
