package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;

/** A part of a network: a feature map (N, in, H, W) becomes a feature map (N, out, H′, W′). */
public interface Block {

    /** The channels of the input. */
    int inChannels();

    /** The channels of the output. */
    int outChannels();

    /**
     * Writes this block down.
     *
     * @param scope where the block's nodes go; its prefix is the block's name
     * @param input a feature map of {@link #inChannels()} channels
     * @return the block's output
     */
    Node build(GraphBuilder scope, Node input);

    /** This block alone, as a graph with one output named {@code output}. */
    default Graph graph() {
        GraphBuilder builder = new GraphBuilder(inChannels());
        builder.output("output", build(builder, builder.input()));
        return builder.build();
    }
}
