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
        int classes = logits.size(1);
        int height = place.sourceHeight();
        int width = place.sourceWidth();
        int plane = logits.size(2) * logits.size(3);
        int stride = logits.size(3);
        Neighbours columns = Neighbours.of(width, place.placedWidth());
        Neighbours rows = Neighbours.of(height, place.placedHeight());
        byte[] labels = new byte[width * height];
        float[] values = logits.values();
        float[] best = new float[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            float down = rows.share[y];
            for (int label = 0; label < classes; label++) {
                int first = (row * classes + label) * plane;
                int upper = first + rows.first[y] * stride;
                int lower = first + rows.second[y] * stride;
                for (int x = 0; x < width; x++) {
                    int a = columns.first[x];
                    int b = columns.second[x];
                    float right = columns.share[x];
                    float above = values[upper + a] + right * (values[upper + b] - values[upper + a]);
                    float below = values[lower + a] + right * (values[lower + b] - values[lower + a]);
                    float value = above + down * (below - above);
                    if (value > best[x]) {
                        best[x] = value;
                        labels[y * width + x] = (byte) label;
                    }
                }
            }
        }
        return new Image(width, height, 1, labels);
    }

    /** For each position along an axis of the image the two nearest of the input, and the second one's share. */
    private record Neighbours(int[] first, int[] second, float[] share) {

        static Neighbours of(int size, int placed) {
            int[] first = new int[size];
            int[] second = new int[size];
            float[] share = new float[size];
            for (int i = 0; i < size; i++) {
                double position = Math.max(0, (i + 0.5) * placed / size - 0.5);
                first[i] = Math.min((int) position, placed - 1);
                second[i] = Math.min(first[i] + 1, placed - 1);
                share[i] = (float) (position - first[i]);
            }
            return new Neighbours(first, second, share);
        }
    }
}
