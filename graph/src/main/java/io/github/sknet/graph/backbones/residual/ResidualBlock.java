package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.blocks.Block;

/**
 * ReLU(path(x) + shortcut(x)): a map (N, in, H, W) becomes (N, out, ⌈H / stride⌉, ⌈W / stride⌉).
 *
 * @param path the convolutions
 * @param middle how the spatial one is done
 * @param shortcut how the input reaches the sum where the shapes differ
 * @param shape the sizes
 * @param dropPath the probability that the path is left out for a sample in training; 0 for never
 */
record ResidualBlock(ResidualPath path, MiddleConvolution middle, Shortcut shortcut, BlockShape shape, float dropPath)
        implements Block {

    @Override
    public int inChannels() {
        return shape.in();
    }

    @Override
    public int outChannels() {
        return shape.out();
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        Node residual = middle.recalibrate(scope, shape.out(), path.build(scope, middle, shape, input));
        if (dropPath > 0) {
            residual = scope.add("drop_path", new DropPath(dropPath), residual);
        }
        Node direct = shape.keepsShape() ? input : shortcut.build(scope.scope("downsample"), shape, input);
        return scope.add("relu", Activation.relu(), scope.add("add", new Add(), residual, direct));
    }
}
