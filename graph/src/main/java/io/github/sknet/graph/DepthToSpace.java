package io.github.sknet.graph;

import java.util.List;

/**
 * Channels laid out as pixels (Shi et al. 2016): (N, C·b², H, W) becomes (N, C, H·b, W·b). PyTorch's {@code PixelShuffle} is the
 * order CRD.
 *
 * @param block b, 1 … 32,768
 * @param order which channel goes where
 */
public record DepthToSpace(int block, Order order) implements Op {

    /** Which channel of b²·C holds channel c of the pixel (i, j) of a block. */
    public enum Order {
        /** (i·b + j)·C + c: depth, column, row. */
        DCR,
        /** c·b² + i·b + j: column, row, depth. */
        CRD;

        /**
         * The channel.
         *
         * @param block b
         * @param channels C
         */
        public int channel(int c, int i, int j, int block, int channels) {
            return this == DCR ? (i * block + j) * channels + c : (c * block + i) * block + j;
        }
    }

    private static final int MOST = 1 << 15;

    public DepthToSpace {
        checkBlock("DepthToSpace", block);
    }

    static void checkBlock(String op, int block) {
        if (block < 1 || block > MOST) {
            throw new IllegalArgumentException(op + ": the block is 1 … " + MOST + ", not " + block);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        if (in.channels() % ((long) block * block) != 0) {
            throw new IllegalArgumentException(
                    this + " takes a multiple of " + (long) block * block + " channels, not " + in);
        }
        return Shape.map(
                in.channels() / (block * block),
                Math.multiplyExact(in.height(), block),
                Math.multiplyExact(in.width(), block));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitDepthToSpace(node, this);
    }
}
