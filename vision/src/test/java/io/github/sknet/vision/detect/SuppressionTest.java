package io.github.sknet.vision.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.vision.image.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Suppression against overlaps and scores computed by hand. */
class SuppressionTest {

    // Against A (0, 0)–(10, 10): B shifted by 2 has IoU 80/120 = 2/3, C shifted by 5 has 50/150 = 1/3.
    private static final Detection A = detection(0, 0.9f, 0);
    private static final Detection B = detection(0, 0.8f, 2);
    private static final Detection C = detection(0, 0.7f, 5);
    private static final Detection OTHER_CLASS = detection(1, 0.6f, 0);

    private static Detection detection(int label, float score, double x) {
        return new Detection(label, "class " + label, score, new BoundingBox(x, 0, 10, 10));
    }

    @Test
    void aDetectionGoesThatOverlapsASurerOneOfItsClass() {
        List<Detection> all = List.of(OTHER_CLASS, C, B, A);
        assertEquals(List.of(A, C, OTHER_CLASS), new Suppression.Hard(0.5).apply(all, 100));
        assertEquals(List.of(A, B, C, OTHER_CLASS), new Suppression.Hard(0.67).apply(all, 100));
        assertEquals(List.of(A, OTHER_CLASS), new Suppression.Hard(0.3).apply(all, 100));
    }

    @Test
    void whatWasSuppressedSuppressesNothing() {
        // B overlaps C with 70/130, but B itself is gone because of A.
        assertEquals(List.of(A, C), new Suppression.Hard(0.5).apply(List.of(A, B, C), 100));
    }

    @Test
    void theSurestAreKept() {
        assertEquals(List.of(A, C), new Suppression.Hard(0.5).apply(List.of(OTHER_CLASS, C, B, A), 2));
        assertEquals(List.of(), new Suppression.Hard(0.5).apply(List.of(), 2));
    }

    @Test
    void softSuppressionWeakensByTheSquareOfTheOverlap() {
        List<Detection> kept = new Suppression.Soft(0.5, 0.01).apply(List.of(A, B, C, OTHER_CLASS), 100);
        // C, weakened by A alone, is surer than B; then B is weakened by C as well, with IoU 70/130.
        double c = 0.7 * Math.exp(-(1.0 / 9) / 0.5);
        double b = 0.8 * Math.exp(-(4.0 / 9) / 0.5) * Math.exp(-Math.pow(70.0 / 130, 2) / 0.5);
        assertEquals(
                List.of(0.0, 1.0, 0.0, 0.0),
                kept.stream().map(d -> (double) d.label()).toList());
        assertEquals(0.9, kept.get(0).score(), 1e-6);
        assertEquals(0.6, kept.get(1).score(), 1e-6);
        assertEquals(c, kept.get(2).score(), 1e-6);
        assertEquals(b, kept.get(3).score(), 1e-6);
        assertEquals(
                3,
                new Suppression.Soft(0.5, 0.2)
                        .apply(List.of(A, B, C, OTHER_CLASS), 100)
                        .size());
    }

    @Test
    void impossibleThresholdsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Suppression.Hard(1.1));
        assertThrows(IllegalArgumentException.class, () -> new Suppression.Soft(0, 0));
    }
}
