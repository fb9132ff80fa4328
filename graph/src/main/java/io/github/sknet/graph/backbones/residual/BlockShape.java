package io.github.sknet.graph.backbones.residual;

/**
 * The sizes of a residual block.
 *
 * @param in the input's channels
 * @param width the channels between the block's convolutions
 * @param out the output's channels
 * @param stride of the middle convolution and the shortcut
 * @param firstDilation of the middle convolution
 * @param dilation of a further 3×3 convolution; differs from the first where an earlier stride became a dilation
 * @param groups of the middle convolution
 */
record BlockShape(int in, int width, int out, int stride, int firstDilation, int dilation, int groups) {

    /** True where the input can be added to the output as it is. */
    boolean keepsShape() {
        return in == out && stride == 1;
    }
}
