package io.github.sknet.datasets.segment;

import io.github.sknet.vision.transform.Letterbox;
import io.github.sknet.graph.weights.Tensor;
import java.util.List;

/**
 * Inputs and masks of one step, N images. The arrays belong to whoever took the batch.
 *
 * @param images (N, C, H, W), normalised
 * @param masks N·H·W labels, and {@link SegmentationDataset#IGNORED}; empty in evaluation, where the original masks count
 * @param places how each image was put into the input; empty in training, where augmentation did
 * @param indices the images' indices in the data set
 */
public record SegmentationBatch(Tensor images, int[] masks, List<Letterbox> places, int[] indices) {

    public SegmentationBatch {
        places = List.copyOf(places);
    }

    /** N. */
    public int size() {
        return indices.length;
    }
}
