package io.github.sknet.datasets.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.vision.classify.Scores;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {
    @Test
    void confusionMatrixFigures() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        int[][] pairs = {{0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 0}};
        for (int[] pair : pairs) {
            matrix.add(pair[0], pair[1]);
        }
        assertEquals(3.0 / 5, matrix.accuracy());
        assertEquals(2.0 / 3, matrix.precision(0));
        assertEquals(2.0 / 3, matrix.recall(0));
        assertEquals(0.5, matrix.recall(1));
        assertEquals(0.5, matrix.f1(1));
        assertTrue(Double.isNaN(matrix.recall(2)), "class 2 never occurs");
        assertEquals(1, matrix.count(0, 1));
        assertEquals((2.0 / 4 + 1.0 / 3) / 2, matrix.meanIntersectionOverUnion(), 1e-15, "class 2 is left out");
        assertThrows(IllegalArgumentException.class, () -> matrix.add(3, 0));
    }

    @Test
    void softmaxSumsToOneAndSurvivesLargeLogits() {
        float[] probabilities = Scores.softmax(new float[] {9, 9, 1000, 1001, -1000}, 1, 2);
        assertEquals(1 / (1 + Math.exp(-1)), 1 - Scores.softmax(new float[] {0, -1}, 0, 2)[1], 1e-6);
        assertArrayEquals(new float[] {1, 0}, Scores.softmax(new float[] {1000, -1000}, 0, 2), 0);
        assertEquals(1 / (1 + Math.exp(1)), probabilities[0], 1e-6, "row 1 is (1000, 1001)");
    }

    @Test
    void rankBreaksTiesByLabel() {
        float[] scores = {0.2f, 0.3f, 0.3f, 0.1f};
        assertEquals(0, Scores.rank(scores, 1));
        assertEquals(1, Scores.rank(scores, 2));
        assertEquals(3, Scores.rank(scores, 3));
        assertEquals(1, Scores.best(scores));
    }

    @Test
    void topFiveCountsTheFifthButNotTheSixth() {
        ClassificationMetrics evaluation = new ClassificationMetrics(7);
        float[] probabilities = {0.3f, 0.2f, 0.15f, 0.12f, 0.1f, 0.08f, 0.05f};
        evaluation.add(probabilities, 0);
        evaluation.add(probabilities, 4);
        evaluation.add(probabilities, 5);
        assertEquals(3, evaluation.images());
        assertEquals(1.0 / 3, evaluation.top1());
        assertEquals(2.0 / 3, evaluation.top5());
    }

    @Test
    void calibrationErrorByHand() {
        CalibrationError error = new CalibrationError();
        error.add(0.95, true);
        error.add(0.97, false);
        error.add(0.5, true);
        error.add(0.48, true);
        // Bin (14/15, 1]: |1 - 1.92|; bin (7/15, 8/15]: |2 - 0.98|.
        assertEquals((0.92 + 1.02) / 4, error.value(), 1e-12);
        assertEquals(2, error.size(7));
        assertEquals(0.5, error.accuracy(14));
        assertEquals(0.49, error.confidence(7), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> error.add(1.5, true));
    }

    @Test
    void segmentationLeavesIgnoredPixelsOut() {
        SegmentationMetrics evaluation = new SegmentationMetrics(3, OptionalInt.of(255));
        evaluation.add(new byte[] {0, 0, 1, (byte) 255}, new byte[] {0, 1, 1, 2});
        assertEquals(2.0 / 3, evaluation.pixelAccuracy());
        assertEquals(0.5, evaluation.meanIoU(), "both classes 1/2; class 2 occurs in ignored pixels only");
        assertThrows(IllegalArgumentException.class, () -> evaluation.add(new byte[2], new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> evaluation.add(new byte[] {7}, new byte[] {0}));
    }
}
