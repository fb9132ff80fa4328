package io.github.sknet.vision.transform;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;

/** 8-bit samples to normalised floats: {@code (sample / 255 - mean) / std} in float, looked up in a table. */
final class Normaliser {
    private static final int LEVELS = 256;

    private final int channels;
    private final float[] table;

    Normaliser(Preprocessing preprocessing) {
        channels = preprocessing.channels();
        table = new float[channels * LEVELS];
        for (int c = 0; c < channels; c++) {
            float mean = preprocessing.mean().get(c).floatValue();
            float std = preprocessing.std().get(c).floatValue();
            for (int level = 0; level < LEVELS; level++) {
                table[c * LEVELS + level] = (level / 255f - mean) / std;
            }
        }
    }

    /** Writes an interleaved image as (C, H, W) planes. */
    void write(Image image, float[] target, int offset) {
        byte[] samples = image.samples();
        int pixels = image.width() * image.height();
        for (int c = 0; c < channels; c++) {
            int plane = offset + c * pixels;
            int levels = c * LEVELS;
            for (int i = 0, s = c; i < pixels; i++, s += channels) {
                target[plane + i] = table[levels + (samples[s] & 0xFF)];
            }
        }
    }
}
