package io.github.sknet.vision.transform;

import io.github.sknet.graph.engine.Normalization;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import java.util.Comparator;
import java.util.List;

/** Makes inputs of images as a {@link Preprocessing} says, without any chance. Safe for use by several threads. */
public final class ImagePreparation {

    private final Preprocessing preprocessing;
    private final Normalization normalization;
    private final SampleRanges ranges;

    public ImagePreparation(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        this.normalization = preprocessing.normalization();
        this.ranges = new SampleRanges(preprocessing);
    }

    /** What is carried out. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /**
     * Checks that an image can be an input.
     *
     * @throws IllegalArgumentException when it has other channels, or samples of a range that the network was not made for
     */
    public void require(Image image) {
        ranges.require(image.withChannels(preprocessing.channels()));
    }

    /**
     * The image in the network's channels, height and width.
     *
     * @throws IllegalArgumentException as {@link #require}
     */
    public Image fit(Image image) {
        Image colored = image.withChannels(preprocessing.channels());
        ranges.require(colored);
        int width = preprocessing.width();
        int height = preprocessing.height();
        int shorter = preprocessing.resizeShorterSide();
        return shorter == 0
                ? colored.resize(width, height, preprocessing.interpolation())
                : colored.resizeShorterSide(shorter, width, height, preprocessing.interpolation());
    }

    /** Images of any sizes as one input of shape (N, C, H, W). */
    public Pixels toPixels(List<Image> images) {
        return together(images.stream().map(this::fit).toList());
    }

    /** One image as an input of shape (1, C, H, W). */
    public Tensor toInput(Image image) {
        return toPixels(List.of(image)).toTensor();
    }

    /**
     * Writes an image that already has the input's channels, in its own height and width: training may crop inputs.
     *
     * @param target receives (C, H, W) floats, row-major
     * @param offset where in {@code target} they begin
     */
    public void write(Image image, float[] target, int offset) {
        Pixels.of(image.stored(), 1, image.height(), image.width(), normalization)
                .write(target, offset);
    }

    /** Images that already have the input's channels, height and width; the samples of a single one are not copied. */
    Pixels together(List<Image> images) {
        Samples form = images.stream()
                .map(Image::stored)
                .max(Comparator.comparingInt(Samples::bits))
                .orElseThrow();
        Samples samples = form;
        if (images.size() > 1) {
            int size = preprocessing.inputSize();
            samples = form.blank(Math.multiplyExact(images.size(), size));
            for (int i = 0; i < images.size(); i++) {
                System.arraycopy(images.get(i).stored().in(form).array(), 0, samples.array(), i * size, size);
            }
        }
        return Pixels.of(samples, images.size(), preprocessing.height(), preprocessing.width(), normalization);
    }
}
