package io.github.sknet.train;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.module.Forward;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a network is trained for in one run: the batches that it sees, and how far it is from what it should say of them.
 *
 * @param <B> a batch of the task's data
 */
public interface Objective<B extends Batch> {

    /**
     * Where in its run a step is.
     *
     * @param epoch how many are complete
     * @param epochs of the run
     * @param random a function of the run's seed and the step alone
     */
    record Moment(int epoch, int epochs, SplittableRandom random) {}

    /** What is learned from: images as they are augmented, with what they show. */
    BatchLoader.Source<B> batches();

    /** What the network sees of a batch, (N, C, H, W). */
    default Tensor inputs(B batch, Moment moment) {
        return batch.images();
    }

    /** The loss of what the network made of a batch, a single value that gradients flow back from. */
    org.bytedeco.pytorch.Tensor loss(Forward forward, B batch);

    /** What else progress is told by, such as the batch's accuracy; averaged over an epoch. */
    default Map<String, Double> metrics(Forward forward, B batch) {
        return Map.of();
    }
}
