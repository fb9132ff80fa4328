package io.github.sknet.graph;

import java.util.List;

/**
 * The largest value under a window; padding is never the largest.
 *
 * @param window kernel, stride, padding (at most half the kernel) and dilation
 * @param ceil whether a last window that reaches beyond the padded input still counts (PyTorch's {@code ceil_mode})
 */
public record MaxPool(Window window, boolean ceil) implements Op {

    public MaxPool {
        PoolPadding.check("MaxPool", window);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        Size out = window.outputSize(in, ceil);
        PoolPadding.check("MaxPool", window, in, out);
        return Shape.map(in.channels(), out.height(), out.width());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitMaxPool(node, this);
    }
}
