package io.github.sknet.report.classify;

import io.github.sknet.datasets.metrics.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A class taken for another.
 *
 * @param truth the true class's index
 * @param predicted the predicted one's
 * @param count how often
 */
record Confusion(int truth, int predicted, long count) {

    /** All that happened, the most frequent first. */
    static List<Confusion> ranked(ConfusionMatrix matrix) {
        List<Confusion> confusions = new ArrayList<>();
        for (int truth = 0; truth < matrix.classes(); truth++) {
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                if (truth != predicted && matrix.count(truth, predicted) > 0) {
                    confusions.add(new Confusion(truth, predicted, matrix.count(truth, predicted)));
                }
            }
        }
        confusions.sort(Comparator.comparingLong(Confusion::count).reversed());
        return confusions;
    }
}
