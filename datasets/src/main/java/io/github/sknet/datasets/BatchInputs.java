package io.github.sknet.datasets;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.Arrays;

/** The inputs of a batch while it is made, one image after the other; what can't be read is never added. */
public final class BatchInputs {

    private final Preprocessing shape;
    private final ImagePreparation preparation;
    private final float[] values;
    private final int[] indices;
    private int count;

    /**
     * Without images yet.
     *
     * @param shape of an input
     * @param preparation how a placed image becomes one
     * @param wanted how many there are at most
     */
    public BatchInputs(Preprocessing shape, ImagePreparation preparation, int wanted) {
        this.shape = shape;
        this.preparation = preparation;
        this.values = new float[Math.multiplyExact(wanted, shape.inputSize())];
        this.indices = new int[wanted];
    }

    /**
     * Adds an image.
     *
     * @param index in its data set
     * @param image of the inputs' height and width
     */
    public void add(int index, Image image) {
        preparation.write(image, values, count * shape.inputSize());
        indices[count++] = index;
    }

    /** N. */
    public int count() {
        return count;
    }

    /** (N, C, H, W), normalised. */
    public Tensor images() {
        return Tensor.of(
                count == indices.length ? values : Arrays.copyOf(values, count * shape.inputSize()),
                count,
                shape.channels(),
                shape.height(),
                shape.width());
    }

    /** The N images' indices in the data set. */
    public int[] indices() {
        return Arrays.copyOf(indices, count);
    }
}
