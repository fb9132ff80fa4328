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
     * The end of an epoch.
     *
     * @param metrics its row of {@code metrics.csv}
     * @param epochs of the run
     * @param decisive the column by which the best epoch is chosen; it is there where the network was evaluated
     * @param best whether it is the best so far
     */
    record Epoch(EpochMetrics metrics, int epochs, String decisive, boolean best) {

        /** Until the run's end, if all epochs take as long as this one; evaluation not counted. */
        public double secondsLeft() {
            return (epochs - metrics.epoch()) * metrics.values().get("seconds");
        }
    }

    /**
     * Before the first step.
     *
     * @param epoch of this step, from 1: the first, or where a resumed run goes on
     */
    default void begin(int epoch) {}

    /** After each batch. */
    default void step(Step step) {}

    /** After each epoch, once it is in the run's directory. */
    default void epoch(Epoch epoch) {}

    /** Once the run was asked to stop, before its last checkpoint is written. */
    default void stopping() {}

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
            public void epoch(Epoch epoch) {
                first.epoch(epoch);
                other.epoch(epoch);
            }

            @Override
            public void stopping() {
                first.stopping();
                other.stopping();
            }
        };
    }
}
