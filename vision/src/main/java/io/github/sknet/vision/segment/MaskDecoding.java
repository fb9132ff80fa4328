package io.github.sknet.vision.segment;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Letterbox;
import java.util.Arrays;

/** From a segmenter's logits to the class of each pixel of the original image. */
public final class MaskDecoding {

    private MaskDecoding() {}

    /**
     * The most probable class of each of the original image's pixels: logits between the input's pixels are found linearly, the
     * centres of pixels being at half coordinates.
     *
     * @param logits (N, classes, H, W) of the input's size
     * @param row the image's place in the batch
     * @param place how the image was put into the input
     * @return one channel of labels, of the original image's size
     */
    public static Image labels(Tensor logits, int row, Letterbox place) {
        LogitSampling sampling = LogitSampling.of(logits, row, place);
        int height = place.sourceHeight();
        int width = place.sourceWidth();
        byte[] labels = new byte[width * height];
        float[] best = new float[width];
        float[] values = new float[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            for (int label = 0; label < logits.size(1); label++) {
                sampling.read(label, y, values);
                for (int x = 0; x < width; x++) {
                    if (values[x] > best[x]) {
                        best[x] = values[x];
                        labels[y * width + x] = (byte) label;
                    }
                }
            }
        }
        return new Image(width, height, 1, labels);
    }
}
