package io.github.sknet.graph.backbones.lsk;

import static io.github.sknet.graph.blocks.LargeSelectiveKernel.convolution;
import static io.github.sknet.graph.blocks.LargeSelectiveKernel.depthwise;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelAffine;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.LargeSelectiveKernel;

/**
 * LSKNet's {@code Block}: a large selective kernel between two 1×1 convolutions, then a feed-forward network with a depthwise
 * 3×3 convolution; each after a BatchNorm, scaled by channel, and added to its input. A map (N, C, H, W) becomes a map of the same
 * shape.
 *
 * @param channels C
 * @param expansion the channels within the feed-forward network, as a multiple of C
 * @param dropPath the probability that either half is left out for a sample in training; 0 for never
 */
record LskBlock(int channels, int expansion, float dropPath) implements Block {

    /** The original's {@code layer_scale_init_value}. */
    private static final float LAYER_SCALE = 1e-2f;

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
        Node attended = buildAttention(scope.scope("attn"), scope.add("norm1", BatchNorm.of(channels), input));
        Node x = buildSum(scope, 1, attended, input);
        Node mixed = buildFeedForward(scope.scope("mlp"), scope.add("norm2", BatchNorm.of(channels), x));
        return buildSum(scope, 2, mixed, x);
    }

    private Node buildAttention(GraphBuilder scope, Node input) {
        Node x = scope.add("proj_1", convolution(channels, channels, Window.of(1)), input);
        x = scope.add("activation", new Activation(Activation.Function.GELU), x);
        x = new LargeSelectiveKernel(channels).build(scope.scope("spatial_gating_unit"), x);
        x = scope.add("proj_2", convolution(channels, channels, Window.of(1)), x);
        return scope.add("add", new Add(), x, input);
    }

    private Node buildFeedForward(GraphBuilder scope, Node input) {
        int wide = expansion * channels;
        Node x = scope.add("fc1", convolution(channels, wide, Window.of(1)), input);
        x = scope.add("dwconv.dwconv", depthwise(wide, Window.of(3).samePadding()), x);
        x = scope.add("act", new Activation(Activation.Function.GELU), x);
        return scope.add("fc2", convolution(wide, channels, Window.of(1)), x);
    }

    private Node buildSum(GraphBuilder scope, int half, Node residual, Node input) {
        Node x = scope.add("layer_scale_" + half, new ChannelAffine(channels, false, LAYER_SCALE), residual);
        if (dropPath > 0) {
            x = scope.add("drop_path_" + half, new DropPath(dropPath), x);
        }
        return scope.add("add_" + half, new Add(), x, input);
    }
}
