package io.github.sknet.vision.segment;

import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Tiling;
import java.util.Arrays;

/**
 * One mask from the logits of overlapping tiles, which come row by row. Logits are kept of one row of tiles only: of the whole
 * picture they might be many times what it is itself.
 */
final class MaskJoining {

    private final int width;
    private final byte[] labels;
    /** By class, (rows, width): weighted sums of logits from the row {@link #top} on. */
    private final float[][] sums;

    private int top;
    private int rows;

    MaskJoining(int width, int height, int classes) {
        this.width = width;
        this.labels = new byte[width * height];
        this.sums = new float[classes][0];
    }

    /** The next row of tiles begins: what lies above it is decided. */
    void begin(Tiling.Span row) {
        decide(row.start());
        int kept = top + rows - row.start();
        for (int label = 0; label < sums.length; label++) {
            float[] next = new float[Math.multiplyExact(row.length(), width)];
            System.arraycopy(sums[label], (row.start() - top) * width, next, 0, kept * width);
            sums[label] = next;
        }
        top = row.start();
        rows = row.length();
    }

    /** Adds a tile of this row, each pixel by its share. */
    void add(Tiling.Tile tile, LogitSampling logits) {
        float[] across = tile.columns().shares();
        float[] down = tile.rows().shares();
        float[] values = new float[across.length];
        for (int label = 0; label < sums.length; label++) {
            for (int y = 0; y < down.length; y++) {
                logits.read(label, y, values);
                int first = y * width + tile.columns().start();
                for (int x = 0; x < values.length; x++) {
                    sums[label][first + x] += across[x] * down[y] * values[x];
                }
            }
        }
    }

    /** The mask, after the last row: one channel of labels. */
    Image finish() {
        int height = labels.length / width;
        decide(height);
        return new Image(width, height, 1, labels);
    }

    /** The class with the largest sum, for all rows up to one. Shares are positive: there is no need to divide by theirs. */
    private void decide(int end) {
        float[] best = new float[width];
        for (int y = top; y < end; y++) {
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            for (int label = 0; label < sums.length; label++) {
                int first = (y - top) * width;
                for (int x = 0; x < width; x++) {
                    if (sums[label][first + x] > best[x]) {
                        best[x] = sums[label][first + x];
                        labels[y * width + x] = (byte) label;
                    }
                }
            }
        }
    }
}
