package io.github.sknet.datasets;

import java.util.SplittableRandom;

/**
 * What chance has for one sample in one epoch. A function of the run's seed, the epoch and the sample, and of nothing else.
 *
 * @param random where independent decisions come from
 * @param turn true in every second epoch: in the even ones for one half of the samples, in the odd ones for the other
 */
public record SampleChance(SplittableRandom random, boolean turn) {

    /**
     * The chance of one sample.
     *
     * @param seed of the run
     * @param epoch from 0
     * @param index of the sample
     */
    public static SampleChance of(long seed, int epoch, int index) {
        boolean evenEpochs = SampleSeed.random(seed, index).nextBoolean();
        return new SampleChance(SampleSeed.random(seed, epoch, index), evenEpochs == (epoch % 2 == 0));
    }
}
