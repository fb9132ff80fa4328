package io.github.sknet.conformance.numbers;

import java.nio.charset.StandardCharsets;

/**
 * The named stream of uniform floats in [−1, 1) from which fixtures take weights, inputs and targets: SplitMix64 (Steele
 * et al. 2014) seeded with the FNV-1a hash of the name, so that nothing but names has to be stored.
 */
public final class UniformStream {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public UniformStream(String name) {
        long hash = FNV_OFFSET;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
        }
        state = hash;
    }

    /** The next value. */
    public float next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (float) ((z >>> 40) / 0x1p23 - 1);
    }

    /** The next values. */
    public float[] next(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = next();
        }
        return values;
    }
}
