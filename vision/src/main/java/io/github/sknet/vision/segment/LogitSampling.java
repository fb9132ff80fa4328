package io.github.sknet.vision.segment;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.transform.Letterbox;

/**
 * A segmenter's logits at the pixels of the image that was put into its input: between the input's pixels they are found linearly,
 * the centres of pixels being at half coordinates.
 *
 * @param logits (N, classes, H, W) of the input's size
 * @param row the image's place in the batch
 * @param columns for those of the image
 * @param rows for those of the image
 */
record LogitSampling(Tensor logits, int row, Neighbours columns, Neighbours rows) {

    static LogitSampling of(Tensor logits, int row, Letterbox place) {
        return new LogitSampling(
                logits,
                row,
                Neighbours.of(place.sourceWidth(), place.placedWidth()),
                Neighbours.of(place.sourceHeight(), place.placedHeight()));
    }

    /** Writes the logits of one class along one row of the image. */
    void read(int label, int y, float[] target) {
        float[] values = logits.values();
        int stride = logits.size(3);
        int first = (row * logits.size(1) + label) * logits.size(2) * stride;
        int upper = first + rows.first[y] * stride;
        int lower = first + rows.second[y] * stride;
        float down = rows.share[y];
        for (int x = 0; x < target.length; x++) {
            int a = columns.first[x];
            int b = columns.second[x];
            float right = columns.share[x];
            float above = values[upper + a] + right * (values[upper + b] - values[upper + a]);
            float below = values[lower + a] + right * (values[lower + b] - values[lower + a]);
            target[x] = above + down * (below - above);
        }
    }

    /** For each position along an axis of the image the two nearest of the input, and the second one's share. */
    record Neighbours(int[] first, int[] second, float[] share) {

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
