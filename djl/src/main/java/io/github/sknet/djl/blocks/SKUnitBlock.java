package io.github.sknet.djl.blocks;

import io.github.sknet.graph.blocks.SKUnit;

/**
 * The seed article's {@code SKUnit} as a block of DJL's: a map (N, inFeatures, H, W) becomes a map (N, outFeatures, ⌈H / stride⌉,
 * ⌈W / stride⌉). {@link SKUnit} says what the arguments mean, and where it differs from the article's code.
 */
public final class SKUnitBlock extends GraphBlock {

    /** The article's arguments in its order; {@code WH} is unused as there. */
    public SKUnitBlock(int inFeatures, int outFeatures, int WH, int M, int G, int r) {
        this(new SKUnit(inFeatures, outFeatures, WH, M, G, r));
    }

    /**
     * The article's arguments in its order; {@code WH} is unused as there.
     *
     * @param midFeatures {@code null} for half of outFeatures
     */
    public SKUnitBlock(
            int inFeatures, int outFeatures, int WH, int M, int G, int r, Integer midFeatures, int stride, int L) {
        this(new SKUnit(inFeatures, outFeatures, WH, M, G, r, midFeatures, stride, L));
    }

    /** The block that the arguments describe. */
    public SKUnitBlock(SKUnit arguments) {
        super(arguments.graph());
    }
}
