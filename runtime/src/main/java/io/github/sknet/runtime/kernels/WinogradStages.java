package io.github.sknet.runtime.kernels;

/** The three stages of a convolution by Winograd's filtering; their order is the same for all kernels and said here. */
public interface WinogradStages {

    /**
     * Transforms the input of tiles, {@code v = Bᵀ x B}, channel by channel.
     *
     * @param from the first tile
     * @param to one past the last tile
     * @param xo the offset that the tiles' inputs are relative to
     * @param scratch receives [position][tile][channels]
     */
    void input(WinogradConvolution convolution, int from, int to, float[] x, int xo, float[] scratch);

    /**
     * Multiplies the transformed inputs of one position by its weights.
     *
     * @param v where they begin in the scratch memory
     * @param m where the products go
     * @param endTile one past the last tile of the product
     * @param firstPanel the first panel of the convolution
     * @param endPanel one past the last
     */
    void product(Convolution position, float[] scratch, int v, int m, int endTile, int firstPanel, int endPanel);

    /**
     * Transforms the products of tiles into their outputs, {@code y = Aᵀ m A + bias}, and does what follows.
     *
     * @param from the first tile
     * @param to one past the last tile
     * @param scratch holds the products, [position][tile][channels]
     * @param yo the offset that the tiles' outputs are relative to
     * @param finish what is done with the outputs, its residuals in the order of the tiles' outputs
     * @param channel the first channel to compute
     * @param channels how many to compute
     */
    void output(
            WinogradConvolution convolution,
            int from,
            int to,
            float[] scratch,
            float[] y,
            int yo,
            Finish finish,
            int channel,
            int channels);

    /** Computes a part of a convolution; see {@link Kernels#convolve}. */
    default void compute(
            WinogradConvolution convolution,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            Part part,
            float[] scratch) {
        int width = convolution.panelFloats();
        int channel = part.firstPanel() * width;
        int channels = part.endPanel() * width - channel;
        for (int block = part.firstTile(); block < part.endTile(); block++) {
            int from = block * convolution.together();
            int to = Math.min(convolution.tiles().count(), from + convolution.together());
            input(convolution, from, to, x, xo, scratch);
            products(convolution, to - from, scratch, part);
            output(convolution, from, to, scratch, y, yo, finish, channel, channels);
        }
    }

    private void products(WinogradConvolution convolution, int tiles, float[] scratch, Part part) {
        int v = convolution.inputsAt();
        int m = convolution.productsAt();
        int pixels = convolution.tile().pixels();
        int endTile = (tiles + pixels - 1) / pixels;
        for (int position = 0; position < WinogradTiles.POSITIONS; position++) {
            product(convolution.positions().get(position), scratch, v, m, endTile, part.firstPanel(), part.endPanel());
            v += convolution.inputPosition();
            m += convolution.productPosition();
        }
    }
}
