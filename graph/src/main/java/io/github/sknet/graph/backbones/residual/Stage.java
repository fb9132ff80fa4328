package io.github.sknet.graph.backbones.residual;

/**
 * Blocks in a row; the first of every stage but the network's first halves the map.
 *
 * @param blocks how many, at least 1
 * @param width the channels between a block's convolutions
 * @param out the channels of a block's output
 */
public record Stage(int blocks, int width, int out) {

    public Stage {
        if (blocks < 1 || width < 1 || out < 1) {
            throw new IllegalArgumentException("A stage needs at least one block and one channel, not blocks=" + blocks
                    + ", width=" + width + ", out=" + out);
        }
    }
}
