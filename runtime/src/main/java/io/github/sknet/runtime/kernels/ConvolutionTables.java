package io.github.sknet.runtime.kernels;

/** A convolution as kernels see it: where its tiles read and write, and its packed weights. */
public sealed interface ConvolutionTables permits Convolution, WinogradConvolution {

    /** How it is computed, in one word. */
    String algorithm();

    /** The block of outputs of one call of the innermost kernel; its vectors are those of a panel. */
    Tile tile();

    /** The bytes of the weights and the bias. */
    long weightBytes();

    /** The floats of scratch memory that a call of {@link Kernels#convolve} needs. */
    int scratchFloats();
}
