package io.github.sknet.datasets.augment;

import io.github.sknet.datasets.SampleChance;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;

/** Turns images into network inputs of one shape. Safe for use by several threads. */
public interface InputTransform {

    /** Images as they are prepared for prediction: nothing is random. */
    static InputTransform of(Preprocessing preprocessing) {
        ImagePreparation preparation = new ImagePreparation(preprocessing);
        return new InputTransform() {
            @Override
            public Preprocessing preprocessing() {
                return preprocessing;
            }

            @Override
            public void apply(Image image, SampleChance chance, float[] target, int offset) {
                preparation.write(preparation.fit(image), target, offset);
            }
        };
    }

    /** C, H and W of every result, and how its values are normalised. */
    Preprocessing preprocessing();

    /**
     * Writes the input made of an image.
     *
     * @param chance decides what is random; unused where nothing is
     * @param target receives (C, H, W) floats, row-major
     * @param offset where in {@code target} they begin
     */
    void apply(Image image, SampleChance chance, float[] target, int offset);
}
