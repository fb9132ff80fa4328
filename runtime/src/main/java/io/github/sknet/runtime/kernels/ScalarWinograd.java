package io.github.sknet.runtime.kernels;

/**
 * Winograd's filtering as Lavin and Gray write it down (arXiv 1509.09308, §4.1): the specification of the transforms.
 *
 * @param direct computes the products
 */
record ScalarWinograd(ScalarConvolution direct) implements WinogradStages {

    @Override
    public void input(WinogradConvolution convolution, int from, int to, float[] x, int xo, float[] v) {
        WinogradTiles tiles = convolution.tiles();
        int channels = convolution.inputs();
        int position = convolution.inputPosition();
        int column = tiles.column();
        for (int t = from; t < to; t++) {
            for (int c = 0; c < channels; c++) {
                int in = xo + convolution.firstInput() + tiles.inputs()[t] + c;
                int out = convolution.inputsAt() + (t - from) * channels + c;
                for (int i = 0; i < 4; i++, out += 4 * position) {
                    float r0 = difference(x, in, tiles.row(), i);
                    float r1 = difference(x, in + column, tiles.row(), i);
                    float r2 = difference(x, in + 2 * column, tiles.row(), i);
                    float r3 = difference(x, in + 3 * column, tiles.row(), i);
                    v[out] = r0 - r2;
                    v[out + position] = r1 + r2;
                    v[out + 2 * position] = r2 - r1;
                    v[out + 3 * position] = r1 - r3;
                }
            }
        }
    }

    /** Row i of Bᵀ times four values: (x0 − x2, x1 + x2, x2 − x1, x1 − x3). */
    private static float difference(float[] x, int xo, int distance, int i) {
        return switch (i) {
            case 0 -> x[xo] - x[xo + 2 * distance];
            case 1 -> x[xo + distance] + x[xo + 2 * distance];
            case 2 -> x[xo + 2 * distance] - x[xo + distance];
            default -> x[xo + distance] - x[xo + 3 * distance];
        };
    }

    @Override
    public void product(
            Convolution position, float[] scratch, int v, int m, int endTile, int firstPanel, int endPanel) {
        direct.compute(position, scratch, v, scratch, m, Finish.NOTHING, 0, endTile, firstPanel, endPanel);
    }

    @Override
    public void output(
            WinogradConvolution convolution,
            int from,
            int to,
            float[] m,
            float[] y,
            int yo,
            Finish finish,
            int channel,
            int channels) {
        WinogradTiles tiles = convolution.tiles();
        int position = convolution.productPosition();
        int distinct = tiles.firstDistinct()[from];
        for (int pixel = from * WinogradTiles.OUTPUTS; pixel < to * WinogradTiles.OUTPUTS; pixel++) {
            int out = tiles.outputs()[pixel];
            if (out == tiles.spare()) {
                continue;
            }
            ScalarConvolution.begin(convolution.bias(), finish, pixel, channel, y, yo + out + channel, channels);
            int tile = pixel / WinogradTiles.OUTPUTS - from;
            for (int c = channel; c < channel + channels; c++) {
                int in = convolution.productsAt() + tile * convolution.outputs() + c;
                float m0 = combination(m, in, 4 * position, pixel / 2 % 2);
                float m1 = combination(m, in + position, 4 * position, pixel / 2 % 2);
                float m2 = combination(m, in + 2 * position, 4 * position, pixel / 2 % 2);
                float m3 = combination(m, in + 3 * position, 4 * position, pixel / 2 % 2);
                y[yo + out + c] += pixel % 2 == 0 ? m0 + m1 + m2 : m1 - m2 - m3;
            }
            ScalarConvolution.end(finish, distinct++, channel, y, yo + out + channel, channels);
        }
    }

    /** Row i of Aᵀ times four values: (m0 + m1 + m2, m1 − m2 − m3). */
    private static float combination(float[] m, int mo, int distance, int i) {
        float m1 = m[mo + distance];
        float m2 = m[mo + 2 * distance];
        return i == 0 ? m[mo] + m1 + m2 : m1 - m2 - m[mo + 3 * distance];
    }
}
