package io.github.sknet.runtime.program;

/**
 * A convolution's parameters. The weights are the network's own array, which is never changed: what scales them is kept
 * beside them until they are packed, so that large networks are not copied once more.
 *
 * @param weight (out, in / groups, kernel height, kernel width)
 * @param scale of the weights, by output channel
 * @param bias by output channel; not scaled
 */
public record Filter(float[] weight, float[] scale, float[] bias) {

    /** The filter whose output is this one's, times scale, plus shift, by channel. */
    public Filter then(float[] scale, float[] shift) {
        float[] scales = new float[scale.length];
        float[] biases = new float[scale.length];
        for (int c = 0; c < scale.length; c++) {
            scales[c] = this.scale[c] * scale[c];
            biases[c] = bias[c] * scale[c] + shift[c];
        }
        return new Filter(weight, scales, biases);
    }
}
