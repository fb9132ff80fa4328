package io.github.sknet.graph.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.weights.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PixelsTest {

    private static final Normalization HALF = new Normalization(new float[] {0.5f, 0}, new float[] {0.25f, 1});

    @Test
    void samplesOfEveryWidthBecomePlanes() {
        float[] expected = {2, -2, (0.2f - 0.5f) / 0.25f, 0, 1, 0.6f};
        Tensor fromBytes = Pixels.of(new byte[] {-1, 0, 0, -1, 51, (byte) 153}, 1, 1, 3, HALF)
                .toTensor();
        assertEquals(List.of(1, 2, 1, 3), fromBytes.shape());
        assertArrayEquals(expected, fromBytes.values());
        short[] shorts = {-1, 0, 0, -1, 13107, (short) 39321};
        assertArrayEquals(expected, Pixels.of(shorts, 1, 1, 3, HALF).toTensor().values());
        float[] fractions = {1, 0, 0, 1, 0.2f, 0.6f};
        assertArrayEquals(
                expected, Pixels.of(fractions, 1, 1, 3, HALF).toTensor().values());
    }

    @Test
    void imagesFollowEachOther() {
        float[] samples = {1, 2, 3, 4, 5, 6, 7, 8};
        Tensor tensor = Pixels.of(samples, 2, 2, 1, Normalization.none(2)).toTensor();
        assertEquals(List.of(2, 2, 2, 1), tensor.shape());
        assertArrayEquals(new float[] {1, 3, 2, 4, 5, 7, 6, 8}, tensor.values());
    }

    @Test
    void anEngineThatKnowsOnlyPlanesIsGivenThem() {
        Predictor echo = new Predictor() {
            @Override
            public Prediction predict(Tensor input, boolean attention) {
                return new Prediction(Map.of("echo", input), Map.of());
            }

            @Override
            public void close() {}
        };
        Pixels pixels = Pixels.of(new byte[] {-1, 0}, 1, 1, 1, HALF);
        assertEquals(pixels.toTensor(), echo.predict(pixels, false).output());
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertMessage("another number of samples than 7", () -> Pixels.of(new byte[7], 1, 2, 2, HALF));
        assertMessage("another number of samples than 8", () -> Pixels.of(new byte[8], 2, 2, 2, HALF));
        assertMessage(
                "another number of samples than 0",
                () -> Pixels.of(new byte[0], Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, HALF));
        assertMessage("not 1 of 0×2", () -> Pixels.of(new byte[0], 1, 0, 2, HALF));
        assertMessage("not 1 and 2", () -> new Normalization(new float[1], new float[2]));
        assertMessage("above 0, not 0.0", () -> new Normalization(new float[1], new float[1]));
        assertMessage("finite number, not NaN", () -> new Normalization(new float[] {Float.NaN}, new float[] {1}));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
