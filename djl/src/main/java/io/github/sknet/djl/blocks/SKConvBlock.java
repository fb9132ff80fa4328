package io.github.sknet.djl.blocks;

import io.github.sknet.graph.blocks.SKConv;

/**
 * The seed article's {@code SKConv} as a block of DJL's: a map (N, features, H, W) becomes a map (N, features, ⌈H / stride⌉,
 * ⌈W / stride⌉). {@link SKConv} says what the arguments mean, and how it differs from the paper's block.
 */
public final class SKConvBlock extends GraphBlock {

    /** The article's arguments in its order; {@code WH} is unused as there. */
    public SKConvBlock(int features, int WH, int M, int G, int r) {
        this(new SKConv(features, WH, M, G, r));
    }

    /** The article's arguments in its order; {@code WH} is unused as there. */
    public SKConvBlock(int features, int WH, int M, int G, int r, int stride, int L) {
        this(new SKConv(features, WH, M, G, r, stride, L));
    }

    /** The block that the arguments describe. */
    public SKConvBlock(SKConv arguments) {
        super(arguments.graph());
    }
}
