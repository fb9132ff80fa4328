package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;

/** What the convolutions of a block and their BatchNorms are called, so that checkpoints of the originals fit. */
enum Naming {
    /** {@code conv2}, {@code bn2}: torchvision's resnet.py, and timm's. */
    TORCHVISION("conv%d", "bn%d", "relu%d"),
    /** {@code conv2.conv}, {@code conv2.bn}: timm's sknet.py. */
    TIMM("conv%d.conv", "conv%d.bn", "conv%d.act");

    private final String convolution;
    private final String norm;
    private final String activation;

    Naming(String convolution, String norm, String activation) {
        this.convolution = convolution;
        this.norm = norm;
        this.activation = activation;
    }

    /** The block's {@code index}-th convolution and its BatchNorm. */
    Node convNorm(GraphBuilder block, int index, Conv2d op, Node input) {
        Node convolved = block.add(numbered(convolution, index), op, input);
        return block.add(numbered(norm, index), BatchNorm.of(op.outChannels()), convolved);
    }

    /** The block's {@code index}-th convolution, its BatchNorm and a ReLU. */
    Node convNormAct(GraphBuilder block, int index, Conv2d op, Node input) {
        return block.add(numbered(activation, index), Activation.relu(), convNorm(block, index, op, input));
    }

    /** What {@link String#format} gives, but with the same digits in every language. */
    private static String numbered(String name, int index) {
        return name.replace("%d", Integer.toString(index));
    }
}
