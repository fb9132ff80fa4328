package io.github.sknet.graph;

import java.util.List;

/**
 * Pixels laid out as channels, the inverse of {@link DepthToSpace}: (N, C, H·b, W·b) becomes (N, C·b², H, W). ONNX's operator is the
 * order DCR, PyTorch's {@code PixelUnshuffle} the order CRD.
 *
 * @param block b, 1 … 32,768; divides the height and the width
 * @param order which channel comes from where
 */
public record SpaceToDepth(int block, DepthToSpace.Order order) implements Op {

    public SpaceToDepth {
        DepthToSpace.checkBlock("SpaceToDepth", block);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        if (in.height() % block != 0 || in.width() % block != 0) {
            throw new IllegalArgumentException(
                    this + " takes a map whose height and width " + block + " divides, not " + in);
        }
        return Shape.map(
                Math.multiplyExact(in.channels(), Math.multiplyExact(block, block)),
                in.height() / block,
                in.width() / block);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitSpaceToDepth(node, this);
    }
}
