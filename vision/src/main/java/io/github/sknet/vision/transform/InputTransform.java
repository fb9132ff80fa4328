package io.github.sknet.vision.transform;

import io.github.sknet.vision.image.Image;
import java.util.SplittableRandom;

/** Turns images into network inputs of one shape. Safe for use by several threads. */
public interface InputTransform {

    /** C, H and W of every result, and how its values are normalised. */
    Preprocessing preprocessing();

    /**
     * Writes the input made of an image.
     *
     * @param random where chance comes from; unused where there is none
     * @param target receives (C, H, W) floats, row-major
     * @param offset where in {@code target} they begin
     */
    void apply(Image image, SplittableRandom random, float[] target, int offset);
}
