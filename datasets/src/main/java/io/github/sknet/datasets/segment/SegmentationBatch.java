package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.Batch;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Letterbox;
import java.util.List;

/**
 * Inputs and masks of one step, N images. The arrays belong to whoever took the batch.
 *
 * @param images (N, C, H, W), normalised
 * @param masks in training, N·H·W labels, and {@link SegmentationDataset#IGNORED}; else empty
 * @param truths in evaluation, the images' own masks, in the images' own sizes; else empty
 * @param places how each image was put into the input; empty in training, where augmentation did
 * @param indices the images' indices in the data set
 */
public record SegmentationBatch(Tensor images, int[] masks, List<Image> truths, List<Letterbox> places, int[] indices)
        implements Batch {

    public SegmentationBatch {
        truths = List.copyOf(truths);
        places = List.copyOf(places);
    }
}
