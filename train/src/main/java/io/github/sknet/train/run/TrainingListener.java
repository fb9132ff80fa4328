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

    /**
     * Before the first step.
     *
     * @param epoch of this step, from 1: the first, or where a resumed run goes on
     */
    default void begin(int epoch) {}

    /** After each batch. */
    default void step(Step step) {}

    /**
     * After each epoch, once it is in the run's directory.
     *
     * @param best whether it is the best so far
     */
    default void epoch(EpochMetrics metrics, boolean best) {}

    /** Tells this listener, then the other. */
    default TrainingListener and(TrainingListener other) {
        TrainingListener first = this;
        return new TrainingListener() {
            @Override
            public void begin(int epoch) {
                first.begin(epoch);
                other.begin(epoch);
            }

            @Override
            public void step(Step step) {
                first.step(step);
                other.step(step);
            }

            @Override
            public void epoch(EpochMetrics metrics, boolean best) {
                first.epoch(metrics, best);
                other.epoch(metrics, best);
            }
        };
    }
}
