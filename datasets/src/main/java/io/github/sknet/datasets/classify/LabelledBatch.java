package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Batch;
import io.github.sknet.graph.weights.Tensor;
import java.util.Arrays;

/**
 * Inputs and classes of one step, N images. The arrays belong to whoever took the batch.
 *
 * @param images (N, C, H, W), normalised
 * @param classes of each of the N images the labels of its classes: one, where they exclude each other
 * @param partnerClasses the same of what was mixed in by mixup or CutMix; the same array as {@code classes} without mixing
 * @param shares for each image the share, 0 to 1, of its own classes; 1 without mixing
 * @param indices the images' indices in the data set
 */
public record LabelledBatch(Tensor images, int[][] classes, int[][] partnerClasses, float[] shares, int[] indices)
        implements Batch {

    /** Whether another image was mixed into each. */
    public boolean mixed() {
        return partnerClasses != classes;
    }

    /** The N labels, where each image is of one class alone. */
    public int[] labels() {
        return only(classes);
    }

    /** The N labels of what was mixed in, where each image is of one class alone. */
    public int[] partnerLabels() {
        return only(partnerClasses);
    }

    private static int[] only(int[][] classes) {
        return Arrays.stream(classes).mapToInt(each -> each[0]).toArray();
    }
}
