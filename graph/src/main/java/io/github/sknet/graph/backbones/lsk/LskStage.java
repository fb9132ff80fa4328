package io.github.sknet.graph.backbones.lsk;

/**
 * Blocks in a row, behind a convolution that makes the map smaller.
 *
 * @param blocks how many, at least 1
 * @param channels of every block's input and output, even
 * @param expansion the channels between the two layers of a block's second half, as a multiple
 */
public record LskStage(int blocks, int channels, int expansion) {

    public LskStage {
        if (blocks < 1 || channels < 2 || channels % 2 != 0 || expansion < 1) {
            throw new IllegalArgumentException(
                    "A stage needs at least one block, an even number of channels and an expansion of"
                            + " at least 1, not blocks=" + blocks + ", channels=" + channels + ", expansion="
                            + expansion);
        }
    }
}
