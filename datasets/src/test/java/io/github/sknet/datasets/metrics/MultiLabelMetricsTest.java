package io.github.sknet.datasets.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MultiLabelMetricsTest {

    private static MultiLabelMetrics figures(float[][] scores, int[]... truths) {
        MultiLabelMetrics figures = new MultiLabelMetrics(scores[0].length, 0.5);
        IntStream.range(0, scores.length).forEach(image -> figures.add(scores[image], truths[image]));
        return figures;
    }

    /** {@code average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])} is 0.8333 in scikit-learn's own documentation. */
    @Test
    void averagePrecisionIsScikitLearns() {
        MultiLabelMetrics figures = figures(
                new float[][] {{0.1f}, {0.4f}, {0.35f}, {0.8f}}, new int[0], new int[0], new int[] {0}, new int[] {0});
        assertEquals(5 / 6.0, figures.averagePrecision(0), 1e-9);
        assertEquals(5 / 6.0, figures.meanAveragePrecision(), 1e-9);
        assertEquals(1, figures.precision(0), 0);
        assertEquals(0.5, figures.recall(0), 0);
        assertEquals(2 / 3.0, figures.f1(), 1e-9);
        assertEquals(2, figures.truths(0));
    }

    /** Equal scores have no order: all of them come at once, so that the order of the images does not count. */
    @Test
    void equalScoresComeAtOnce() {
        float[][] same = {{0.5f}, {0.5f}, {0.5f}, {0.5f}};
        assertEquals(
                0.25,
                figures(same, new int[] {0}, new int[0], new int[0], new int[0]).averagePrecision(0),
                0);
        assertEquals(
                0.25,
                figures(same, new int[0], new int[0], new int[0], new int[] {0}).averagePrecision(0),
                0);
    }

    @Test
    void classesThatDoNotOccurDoNotCount() {
        MultiLabelMetrics figures =
                figures(new float[][] {{0.9f, 0.2f, 0.8f}, {0.1f, 0.3f, 0.9f}}, new int[] {0, 2}, new int[] {2});
        assertEquals(Double.NaN, figures.averagePrecision(1));
        assertEquals(1, figures.meanAveragePrecision(), 0);
        assertEquals(1, figures.f1(), 0);
        double losses = -Math.log(0.9) - Math.log(0.8) - Math.log(0.8) - Math.log(0.9) - Math.log(0.7) - Math.log(0.9);
        assertEquals(losses / 2, figures.crossEntropy(), 1e-6);
    }

    @Test
    void thereMayBeManyImages() {
        MultiLabelMetrics figures = new MultiLabelMetrics(2, 0.5);
        IntStream.range(0, 1000)
                .forEach(i -> figures.add(new float[] {i / 1000f, 0.25f}, i >= 900 ? new int[] {0} : new int[0]));
        assertEquals(1000, figures.images());
        assertEquals(1, figures.averagePrecision(0), 1e-9);
        assertEquals(100 / 500.0, figures.precision(0), 0);
    }
}
