package io.github.sknet.graph;

import java.util.List;

/**
 * The mean under a window.
 *
 * @param window kernel, stride and padding (at most half the kernel); no dilation
 * @param ceil whether a last window that reaches beyond the padded input still counts (PyTorch's {@code ceil_mode})
 * @param countPadding whether padding counts as zeros in the mean (PyTorch's {@code count_include_pad}); what lies
 *     beyond the padding never counts
 */
public record AveragePool(Window window, boolean ceil, boolean countPadding) implements Op {

    public AveragePool {
        PoolPadding.check("AveragePool", window);
        if (!window.dilation().equals(Size.square(1))) {
            throw new IllegalArgumentException("AveragePool: takes no dilation, not " + window.dilation());
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        Size out = window.outputSize(in, ceil);
        PoolPadding.check("AveragePool", window, in, out);
        return Shape.map(in.channels(), out.height(), out.width());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitAveragePool(node, this);
    }
}
