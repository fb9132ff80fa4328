package io.github.sknet.vision.transform;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;

/** Makes inputs of images as a {@link Preprocessing} says, without any chance. Safe for use by several threads. */
public final class ImagePreparation {

    private final Preprocessing preprocessing;
    private final Normaliser normaliser;

    public ImagePreparation(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        this.normaliser = new Normaliser(preprocessing);
    }

    /** What is carried out. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** The image in the network's channels, height and width. */
    public Image fit(Image image) {
        Image colored = image.withChannels(preprocessing.channels());
        int width = preprocessing.width();
        int height = preprocessing.height();
        int shorter = preprocessing.resizeShorterSide();
        return shorter == 0
                ? colored.resize(width, height, preprocessing.interpolation())
                : colored.resizeShorterSide(shorter, width, height, preprocessing.interpolation());
    }

    /** One image as an input of shape (1, C, H, W). */
    public Tensor toInput(Image image) {
        float[] values = new float[preprocessing.inputSize()];
        write(fit(image), values, 0);
        return Tensor.of(values, 1, preprocessing.channels(), preprocessing.height(), preprocessing.width());
    }

    /**
     * Writes an image that already has the input's channels, height and width.
     *
     * @param target receives (C, H, W) floats, row-major
     * @param offset where in {@code target} they begin
     */
    public void write(Image image, float[] target, int offset) {
        normaliser.write(image, target, offset);
    }
}
