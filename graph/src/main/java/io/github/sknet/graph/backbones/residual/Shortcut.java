package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;

/** How a block's input is brought to its output's shape where the two differ. */
public enum Shortcut {
    /** A 1×1 convolution with the block's stride, and BatchNorm. */
    CONVOLUTION {
        @Override
        Node build(GraphBuilder downsample, BlockShape shape, Node input) {
            return convNorm(downsample, 0, shape, shape.stride(), input);
        }
    },
    /**
     * 2×2 average pooling, then a 1×1 convolution without stride, and BatchNorm (ResNet-D, He et al. 2019, §4.2).
     *
     * <p>Deviation: where the stride became a dilation there is no pooling; timm pools 2×2 with stride 1 there.
     */
    AVERAGE_POOL {
        @Override
        Node build(GraphBuilder downsample, BlockShape shape, Node input) {
            Node pooled = shape.stride() == 1
                    ? input
                    : downsample.add("0", new AveragePool(Window.of(2).stride(shape.stride()), true, false), input);
            return convNorm(downsample, 1, shape, 1, pooled);
        }
    };

    abstract Node build(GraphBuilder downsample, BlockShape shape, Node input);

    private static Node convNorm(GraphBuilder downsample, int index, BlockShape shape, int stride, Node input) {
        Conv2d convolution = Conv2d.of(shape.in(), shape.out(), Window.of(1).stride(stride));
        Node convolved = downsample.add(Integer.toString(index), convolution, input);
        return downsample.add(Integer.toString(index + 1), BatchNorm.of(shape.out()), convolved);
    }
}
