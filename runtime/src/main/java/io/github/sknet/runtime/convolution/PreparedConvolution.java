package io.github.sknet.runtime.convolution;

/** A convolution ready to be run. */
public sealed interface PreparedConvolution permits DirectConvolution, WinogradConvolution {

    /** The items it is cut into. */
    ConvolutionGrid grid();

    /** The offset of each output pixel in the value that is added, null for none. */
    int[] residuals();
}
