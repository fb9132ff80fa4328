package io.github.sknet.train.run;

import java.util.List;

/**
 * How a run ended.
 *
 * @param epochs completed
 * @param bestEpoch the epoch, from 1, of the best network; 0 where none was evaluated
 * @param bestMetric its decisive metric; NaN where none was evaluated
 * @param trainSeconds spent in training steps, over all parts of the run; evaluation and checkpoints not counted
 * @param images seen in training, over all parts of the run
 * @param broken one sentence for each training image that could not be read, in this part of the run
 * @param end why it ended
 */
public record TrainingResult(
        int epochs, int bestEpoch, double bestMetric, double trainSeconds, long images, List<String> broken, End end) {

    public TrainingResult {
        broken = List.copyOf(broken);
    }

    /** Why a run ends. */
    public enum End {
        /** All epochs are done. */
        COMPLETED,
        /** No better result for as long as the recipe's patience. */
        PATIENCE,
        /** It was asked to; it can be resumed. */
        STOPPED,
        /** The loss, the weights or the answers are no longer numbers. */
        DIVERGED
    }
}
