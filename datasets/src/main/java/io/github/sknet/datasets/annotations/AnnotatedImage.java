package io.github.sknet.datasets.annotations;

import io.github.sknet.graph.Size;
import java.util.List;
import java.util.Optional;

/**
 * An image as an annotation describes it, unchecked.
 *
 * @param file of the image, its path in the tree
 * @param where what messages call the annotation: its file's path
 * @param size in pixels, where the annotation says it
 * @param unit of the objects' coordinates
 * @param objects in the file's order
 */
public record AnnotatedImage(String file, String where, Optional<Size> size, Unit unit, List<AnnotatedObject> objects) {

    /** What coordinates are counted in. */
    public enum Unit {
        /** Pixels of the picture whose size the annotation says. */
        PIXELS,
        /** Shares of the upright picture's width and height. */
        SHARES
    }

    public AnnotatedImage {
        objects = List.copyOf(objects);
    }

    /** The size that an annotation says; none where it lacks a number or says one below 1. */
    static Optional<Size> size(double width, double height) {
        return width >= 1 && height >= 1 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE
                ? Optional.of(new Size((int) height, (int) width))
                : Optional.empty();
    }
}
