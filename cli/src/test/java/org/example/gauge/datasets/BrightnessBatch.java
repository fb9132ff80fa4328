package org.example.gauge.datasets;

import io.github.sknet.datasets.Batch;
import io.github.sknet.graph.weights.Tensor;

/**
 * Images with their brightness.
 *
 * @param brightness N values
 */
public record BrightnessBatch(Tensor images, int[] indices, float[] brightness) implements Batch {}
