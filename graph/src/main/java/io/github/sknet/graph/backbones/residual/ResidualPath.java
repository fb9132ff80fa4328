package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;

/** The convolutions between a block's input and its sum (He et al. 2016, figure 5). */
public enum ResidualPath {
    /** The middle convolution, then a 3×3 one. */
    BASIC {
        @Override
        Node build(GraphBuilder block, MiddleConvolution middle, BlockShape shape, Node input) {
            Node x = middle.convolve(block, 1, shape, shape.in(), input);
            Window window = Window.of(3).dilation(shape.dilation()).samePadding();
            return middle.naming().convNorm(block, 2, Conv2d.of(shape.width(), shape.out(), window), x);
        }
    },
    /** A 1×1 convolution, the middle convolution, a 1×1 convolution. */
    BOTTLENECK {
        @Override
        Node build(GraphBuilder block, MiddleConvolution middle, BlockShape shape, Node input) {
            Naming naming = middle.naming();
            Node x = naming.convNormAct(block, 1, Conv2d.of(shape.in(), shape.width(), Window.of(1)), input);
            x = middle.convolve(block, 2, shape, shape.width(), x);
            return naming.convNorm(block, 3, Conv2d.of(shape.width(), shape.out(), Window.of(1)), x);
        }
    };

    abstract Node build(GraphBuilder block, MiddleConvolution middle, BlockShape shape, Node input);
}
