package io.github.sknet.datasets.classify;

import io.github.sknet.graph.weights.Tensor;

/**
 * Inputs and labels of one training or evaluation step, N images. The arrays belong to whoever took the batch.
 *
 * @param epoch the pass over the data set, from 0
 * @param index the batch's place in its epoch, from 0
 * @param images (N, C, H, W), normalised
 * @param labels N labels
 * @param partnerLabels the N labels of what was mixed in by mixup or CutMix; the same as {@code labels} without mixing
 * @param shares for each image the share, 0 to 1, of its own label; 1 without mixing
 * @param indices the images' indices in the data set
 */
public record Batch(
        int epoch, int index, Tensor images, int[] labels, int[] partnerLabels, float[] shares, int[] indices) {

    /** N. */
    public int size() {
        return labels.length;
    }
}
