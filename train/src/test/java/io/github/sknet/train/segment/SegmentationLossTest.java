package io.github.sknet.train.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.TorchRuntime;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cross entropy and Dice over the pixels that count, against values computed by hand. */
class SegmentationLossTest {
    private static final int IGNORED = 255;

    /** Three classes, one row of four pixels; the probabilities of class 0, 1 and 2 by pixel. */
    private static final double[][] PROBABILITIES = {
        {0.7, 0.1, 0.3, 0.2},
        {0.2, 0.8, 0.3, 0.2},
        {0.1, 0.1, 0.4, 0.6}
    };

    private static final int[] MASK = {0, 1, 1, IGNORED};

    @BeforeAll
    static void start() {
        TorchRuntime.start();
    }

    private static double withLogits(ToDoubleFunction<Tensor> body) {
        float[] logits = new float[12];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 4; i++) {
                logits[4 * k + i] = (float) Math.log(PROBABILITIES[k][i]);
            }
        }
        return NativeScope.get(() -> body.applyAsDouble(Tensor.create(logits, 1, 3, 1, 4)));
    }

    @Test
    void crossEntropyIsTheMeanOverThePixelsThatCount() {
        double loss = withLogits(
                logits -> new SegmentationLoss(0, List.of()).of(logits, MASK).item_double());
        assertEquals(-(Math.log(0.7) + Math.log(0.8) + Math.log(0.3)) / 3, loss, 1e-6);
    }

    @Test
    void classWeightsWeighPixels() {
        double loss = withLogits(logits ->
                new SegmentationLoss(0, List.of(4f, 1f, 1f)).of(logits, MASK).item_double());
        assertEquals(-(4 * Math.log(0.7) + Math.log(0.8) + Math.log(0.3)) / 6, loss, 1e-6);
    }

    @Test
    void diceLooksAtTheClassesThatThereAre() {
        double loss = withLogits(
                logits -> new SegmentationLoss(1, List.of()).of(logits, MASK).item_double());
        double crossEntropy = -(Math.log(0.7) + Math.log(0.8) + Math.log(0.3)) / 3;
        // Class 0: one pixel, whose 0.7 is shared, and 0.7 + 0.1 + 0.3 in all; class 1: two, 1.1 of 0.2 + 0.8 + 0.3.
        double zero = (2 * 0.7 + 1) / (1.1 + 1 + 1);
        double one = (2 * 1.1 + 1) / (1.3 + 2 + 1);
        assertEquals(crossEntropy + 1 - (zero + one) / 2, loss, 1e-6);
    }

    @Test
    void withoutPixelsThatCountThereIsNoLoss() {
        int[] nothing = {IGNORED, IGNORED, IGNORED, IGNORED};
        assertEquals(
                0,
                withLogits(logits ->
                        new SegmentationLoss(1, List.of()).of(logits, nothing).item_double()),
                1e-12);
    }

    @Test
    void aNegativeWeightIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SegmentationLoss(-1, List.of()));
    }
}
