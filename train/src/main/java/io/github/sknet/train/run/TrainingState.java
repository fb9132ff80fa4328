package io.github.sknet.train.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.sknet.datasets.BatchLoader;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a run is, between two updates. Randomness has no state of its own: it is a function of the seed and the step.
 *
 * @param epoch of the next batch, from 0
 * @param batch of the next batch, from 0
 * @param steps batches trained with
 * @param updates of the parameters
 * @param bestMetric the decisive metric of the best network so far; null before the first evaluation by it
 * @param bestEpoch its epoch, from 1; 0 before the first evaluation
 * @param sums of the current epoch's loss and metrics, each times the images
 * @param epochImages images seen in the current epoch
 * @param epochSeconds trained in the current epoch
 * @param epochWaited seconds of these that were spent waiting for data
 * @param images seen altogether
 * @param trainSeconds trained altogether
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TrainingState(
        int epoch,
        int batch,
        long steps,
        long updates,
        Double bestMetric,
        int bestEpoch,
        Map<String, Double> sums,
        long epochImages,
        double epochSeconds,
        double epochWaited,
        long images,
        double trainSeconds) {

    TrainingState {
        sums = new TreeMap<>(sums);
    }

    static TrainingState start() {
        return new TrainingState(0, 0, 0, 0, null, 0, Map.of(), 0, 0, 0, 0, 0);
    }

    BatchLoader.Position position() {
        return new BatchLoader.Position(epoch, batch);
    }

    /**
     * Counts a batch.
     *
     * @param seconds that it took, waiting for its data included
     * @param waited seconds of waiting
     */
    TrainingState afterBatch(StepRunner.Outcome outcome, double seconds, double waited) {
        int size = outcome.images();
        Map<String, Double> more = new TreeMap<>(sums);
        more.merge("loss", outcome.loss() * size, Double::sum);
        outcome.metrics().forEach((name, value) -> more.merge(name, value * size, Double::sum));
        return new TrainingState(
                epoch,
                batch + 1,
                steps + 1,
                updates + (outcome.updated() ? 1 : 0),
                bestMetric,
                bestEpoch,
                more,
                epochImages + size,
                epochSeconds + seconds,
                epochWaited + waited,
                images + size,
                trainSeconds + seconds);
    }

    /** Goes on to the next epoch; this one was evaluated. */
    TrainingState afterEpoch(double metric, boolean better) {
        return better ? nextEpoch(metric, epoch + 1) : nextEpoch(bestMetric, bestEpoch);
    }

    /** Goes on to the next epoch; this one was not evaluated. */
    TrainingState afterEpoch() {
        return nextEpoch(bestMetric, bestEpoch);
    }

    /** The same place in an epoch whose batches are of another size. */
    TrainingState rebatched(int before, int now) {
        return before == now ? this : at((int) ((long) batch * before / now));
    }

    /** The same in an epoch of so many batches, which may be fewer than before: at the last of them then. */
    TrainingState within(int batches) {
        return batch < batches ? this : at(batches - 1);
    }

    private TrainingState at(int place) {
        return new TrainingState(
                epoch,
                place,
                steps,
                updates,
                bestMetric,
                bestEpoch,
                sums,
                epochImages,
                epochSeconds,
                epochWaited,
                images,
                trainSeconds);
    }

    /** The same without a best network: what made one the best is no measure any more. */
    TrainingState withoutBest() {
        return new TrainingState(
                epoch,
                batch,
                steps,
                updates,
                null,
                bestEpoch,
                sums,
                epochImages,
                epochSeconds,
                epochWaited,
                images,
                trainSeconds);
    }

    private TrainingState nextEpoch(Double metricOfBest, int epochOfBest) {
        return new TrainingState(
                epoch + 1, 0, steps, updates, metricOfBest, epochOfBest, Map.of(), 0, 0, 0, images, trainSeconds);
    }
}
