package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.Batch;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.transform.Letterbox;
import java.util.List;

/**
 * Inputs and objects of one step, N images. The arrays belong to whoever took the batch.
 *
 * @param images (N, C, H, W), normalised
 * @param objects of each image, boxes in pixels of the input
 * @param places how each image was put into the input; empty in training, where augmentation did
 * @param indices the images' indices in the data set
 */
public record DetectionBatch(Tensor images, List<List<ObjectBox>> objects, List<Letterbox> places, int[] indices)
        implements Batch {

    public DetectionBatch {
        objects = List.copyOf(objects);
        places = List.copyOf(places);
    }
}
