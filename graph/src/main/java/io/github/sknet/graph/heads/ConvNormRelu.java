package io.github.sknet.graph.heads;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Block;

/**
 * Convolution, BatchNorm, ReLU: {@code conv}, {@code bn}, {@code relu}.
 *
 * @param inChannels in
 * @param outChannels out
 * @param window of the convolution
 */
public record ConvNormRelu(int inChannels, int outChannels, Window window) implements Block {

    /** A 3×3 convolution that keeps the map's size. */
    public static ConvNormRelu three(int inChannels, int outChannels) {
        return new ConvNormRelu(inChannels, outChannels, Window.of(3).padding(1));
    }

    /** A 1×1 convolution. */
    public static ConvNormRelu pointwise(int inChannels, int outChannels) {
        return new ConvNormRelu(inChannels, outChannels, Window.of(1));
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        return scope.add("relu", Activation.relu(), convNorm(scope, inChannels, outChannels, window, input));
    }

    /** The same without ReLU. */
    static Node convNorm(GraphBuilder scope, int in, int out, Window window, Node input) {
        return scope.add("bn", BatchNorm.of(out), scope.add("conv", Conv2d.of(in, out, window), input));
    }
}
