package io.github.sknet.datasets;

import java.util.SplittableRandom;

/** Generators that depend on a seed and on what they are for, and on nothing else: not on threads, not on order. */
public final class SampleSeed {
    private SampleSeed() {}

    /**
     * The generator of one sample in one epoch, or of one batch, or of one epoch's order.
     *
     * @param seed the run's seed
     * @param coordinates what it is for, such as an epoch and an index
     */
    public static SplittableRandom random(long seed, long... coordinates) {
        long state = mix(seed);
        for (long coordinate : coordinates) {
            state = mix(state + 0x9E3779B97F4A7C15L + coordinate);
        }
        return new SplittableRandom(state);
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
