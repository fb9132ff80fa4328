package io.github.sknet.graph.blocks;

import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import java.util.Optional;

/**
 * What a block does with its result beyond the paper: channel attention, then a shuffle, both described in the seed article.
 *
 * @param channelAttention the width of a {@link SqueezeExcitation}; empty for none
 * @param shuffle the order of the channels
 */
public record Refinement(Optional<Integer> channelAttention, Shuffle shuffle) {

    /** Nothing. */
    public static final Refinement NONE = new Refinement(Optional.empty(), Shuffle.none());

    public Refinement withChannelAttention(int width) {
        return new Refinement(Optional.of(width), shuffle);
    }

    public Refinement withShuffle(Shuffle shuffle) {
        return new Refinement(channelAttention, shuffle);
    }

    Node build(GraphBuilder scope, int channels, Node input) {
        Node weighed = channelAttention.isPresent()
                ? new SqueezeExcitation(channels, channelAttention.get()).build(scope.scope("se"), input)
                : input;
        return shuffle.permutation(channels)
                .map(order -> scope.add("shuffle", order, weighed))
                .orElse(weighed);
    }
}
