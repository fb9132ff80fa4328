package io.github.sknet.graph.blocks;

/**
 * The two fully connected layers between Fuse and Select: s (N, C) → z (N, d) → M logit vectors (N, C).
 *
 * @param width d, the channels of z
 * @param bias whether both layers have one
 * @param batchNorm whether z is normalised
 * @param relu whether z is rectified
 * @param joint true for one second layer of M·C outputs, false for M layers of C outputs
 */
public record Attention(int width, boolean bias, boolean batchNorm, boolean relu, boolean joint) {

    public Attention {
        if (width < 1) {
            throw new IllegalArgumentException("The attention's width d must be at least 1, not " + width);
        }
    }

    /** The seed article's: linear layers with bias, nothing between them. */
    public static Attention seed(int width) {
        return new Attention(width, true, false, false, false);
    }

    /** The paper's (equation 3) and timm's: no bias, BatchNorm and ReLU on z, one second layer. */
    public static Attention paper(int width) {
        return new Attention(width, false, true, true, true);
    }

    /** d = max(⌊C / r⌋, L): the paper's equation 4. */
    public static int width(int channels, int r, int minimum) {
        if (r < 1) {
            throw new IllegalArgumentException("The reduction ratio r must be at least 1, not " + r);
        }
        return Math.max(channels / r, minimum);
    }

    /**
     * timm's {@code make_divisible(channels · ratio, divisor)}: the nearest multiple of the divisor, at least one
     * divisor, and never more than a tenth below.
     */
    public static int divisibleWidth(int channels, double ratio, int divisor) {
        double wanted = channels * ratio;
        int rounded = Math.max(divisor, (int) (wanted + divisor / 2.0) / divisor * divisor);
        return rounded < 0.9 * wanted ? rounded + divisor : rounded;
    }
}
