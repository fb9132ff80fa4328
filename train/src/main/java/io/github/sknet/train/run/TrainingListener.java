package io.github.sknet.train.run;

import java.util.Map;

/** Is told how a run goes. All methods are called by the thread that trains. */
public interface TrainingListener {

    /** Says nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * A step of a run.
     *
     * @param epoch from 1
     * @param epochs of the run
     * @param batch of the epoch, from 1
     * @param batches of the epoch
     * @param loss of this batch
     * @param metrics of this batch
     * @param imagesPerSecond over the last steps
     * @param secondsLeft until the run's end, evaluation not counted
     */
    record Step(
            int epoch,
            int epochs,
            int batch,
            int batches,
            double loss,
            Map<String, Double> metrics,
            double imagesPerSecond,
            double secondsLeft) {}

    /** After each batch. */
    default void step(Step step) {}

    /**
     * After each epoch.
     *
     * @param best whether it is the best so far
     */
    default void epoch(EpochMetrics metrics, boolean best) {}
}
