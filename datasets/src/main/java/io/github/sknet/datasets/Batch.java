package io.github.sknet.datasets;

import io.github.sknet.graph.weights.Tensor;

/** Inputs and annotations of one step, N images. The arrays belong to whoever took the batch. */
public interface Batch {

    /** (N, C, H, W), normalised. */
    Tensor images();

    /** The N images' indices in the data set. */
    int[] indices();

    /** N. */
    default int size() {
        return indices().length;
    }
}
