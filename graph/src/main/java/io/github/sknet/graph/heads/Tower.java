package io.github.sknet.graph.heads;

import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.blocks.Attention;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.SelectiveKernel;

/**
 * Equal 3×3 convolutions in a row, each with BatchNorm and ReLU, or selective kernel convolutions of the same cost in their
 * place: two branches, 3×3 with dilation 1 and 2, each of half the input (timm's {@code split_input}).
 *
 * @param channels in and out of every convolution
 * @param convolutions how many, at least 0
 * @param selective whether kernels are selected
 */
public record Tower(int channels, int convolutions, boolean selective) implements Block {

    public Tower {
        if (channels < 1 || convolutions < 0) {
            throw new IllegalArgumentException("A tower needs at least one channel and no negative number of"
                    + " convolutions, not channels=" + channels + ", convolutions=" + convolutions);
        }
    }

    @Override
    public int inChannels() {
        return channels;
    }

    @Override
    public int outChannels() {
        return channels;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        Block block = selective ? selectiveKernel() : ConvNormRelu.three(channels, channels);
        Node x = input;
        for (int i = 0; i < convolutions; i++) {
            x = block.build(scope.scope(Integer.toString(i)), x);
        }
        return x;
    }

    private SelectiveKernel selectiveKernel() {
        return SelectiveKernel.timm(channels, channels, 1, 1, 1, true, Attention.divisibleWidth(channels, 1.0 / 8, 16));
    }
}
