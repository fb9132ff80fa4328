package io.github.sknet.vision.classify;

import io.github.sknet.graph.weights.Tensor;
import java.util.List;

/**
 * A look at an image that is to be classified. Means over several looks are more often right than one (Krizhevsky et al.,
 * ImageNet Classification with Deep Convolutional Neural Networks, 2012, §4.1).
 *
 * @param mirrored whether left and right are exchanged
 * @param shift pixels that the image moves up and to the left, negative for down and to the right; its edge is repeated
 * @param weight of what is said of it
 */
record View(boolean mirrored, int shift, float weight) {

    /** The image itself, alone. */
    static final View WHOLE = new View(false, 0, 1);

    /** This look and the same in the mirror. */
    List<View> withMirrorImage() {
        return List.of(new View(mirrored, shift, weight / 2), new View(!mirrored, shift, weight / 2));
    }

    /** This look and the same from two sides, which together weigh as much (K. Jordan, arXiv 2404.00498, §3.5). */
    List<View> withShifts() {
        return List.of(
                new View(mirrored, shift, weight / 2),
                new View(mirrored, shift + 1, weight / 4),
                new View(mirrored, shift - 1, weight / 4));
    }

    /** What images (N, C, H, W) look like. */
    Tensor of(Tensor images) {
        int height = images.size(2);
        int width = images.size(3);
        float[] from = images.values();
        float[] to = new float[from.length];
        for (int row = 0; row < to.length / width; row++) {
            int y = row % height;
            int source = (row - y + Math.max(0, Math.min(height - 1, y + shift))) * width;
            for (int x = 0; x < width; x++) {
                int column = Math.max(0, Math.min(width - 1, x + shift));
                to[row * width + x] = from[source + (mirrored ? width - 1 - column : column)];
            }
        }
        return new Tensor(images.shape(), to);
    }
}
