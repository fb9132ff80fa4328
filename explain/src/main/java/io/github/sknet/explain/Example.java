package io.github.sknet.explain;

import io.github.sknet.vision.image.Image;
import java.util.OptionalInt;

/**
 * An image to be explained.
 *
 * @param name what tables and plots call it
 * @param image the picture, not yet prepared for the network
 * @param label the index of its class, where known
 */
public record Example(String name, Image image, OptionalInt label) {}
