package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Batch;
import io.github.sknet.graph.weights.Tensor;

/**
 * Inputs and labels of one step, N images. The arrays belong to whoever took the batch.
 *
 * @param images (N, C, H, W), normalised
 * @param labels N labels
 * @param partnerLabels the N labels of what was mixed in by mixup or CutMix; the same as {@code labels} without mixing
 * @param shares for each image the share, 0 to 1, of its own label; 1 without mixing
 * @param indices the images' indices in the data set
 */
public record LabelledBatch(Tensor images, int[] labels, int[] partnerLabels, float[] shares, int[] indices)
        implements Batch {}
