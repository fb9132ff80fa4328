package io.github.sknet.bench.worker;

import java.util.Random;

/** Inputs: the time does not depend on what they show. Knows nothing but Java, for workers with class paths of their own. */
public final class RandomPixels {

    private RandomPixels() {}

    /** Normally distributed values (batch, channels, height, width), the same each time. */
    public static float[] of(int batch, int channels, int height, int width) {
        Random random = new Random(2);
        float[] pixels = new float[Math.multiplyExact(batch * channels, height * width)];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return pixels;
    }
}
