package io.github.sknet.datasets.classify;

import io.github.sknet.vision.image.Image;

/**
 * An image and what it shows.
 *
 * @param label index into the data set's labels
 * @param name what messages call it
 */
public record Sample(Image image, int label, String name) {}
