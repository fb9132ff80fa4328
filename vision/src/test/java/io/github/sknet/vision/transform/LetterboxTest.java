package io.github.sknet.vision.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images in inputs of fixed size, and the exact way back. */
class LetterboxTest {
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 240, 320);

    @ParameterizedTest
    @CsvSource({
        "640, 480, 320, 240",
        "641, 479, 320, 239",
        "100, 400, 60, 240",
        "1000, 10, 320, 3",
        "10000, 1, 320, 1",
        "160, 120, 320, 240"
    })
    void theLargestSizeThatFitsIsTaken(int width, int height, int placedWidth, int placedHeight) {
        Letterbox place = Letterbox.of(INPUT, width, height);
        assertEquals(placedWidth, place.placedWidth());
        assertEquals(placedHeight, place.placedHeight());
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "641, 479", "37, 91", "320, 240"})
    void thereAndBackIsTheSameBox(int width, int height) {
        Letterbox place = Letterbox.of(INPUT, width, height);
        BoundingBox box = new BoundingBox(width * 0.1, height * 0.3, width * 0.55, height * 0.7);
        BoundingBox back = place.toSource(place.toInput(box));
        assertEquals(box.x(), back.x(), 1e-9);
        assertEquals(box.y(), back.y(), 1e-9);
        assertEquals(box.width(), back.width(), 1e-9);
        assertEquals(box.height(), back.height(), 1e-9);
        assertTrue(back.y() + back.height() <= height);
    }

    @Test
    void whatIsLeftHasTheMeanColour() {
        byte[] white = new byte[20 * 10 * 3];
        Arrays.fill(white, (byte) 255);
        Image image = new Image(20, 10, 3, white);
        Letterbox place = Letterbox.of(INPUT, 20, 10);
        Image placed = place.place(image);
        assertEquals(255, placed.sample(319, 159, 0));
        assertEquals(128, placed.sample(319, 160, 0));
        float[] input =
                LetterboxedImages.of(INPUT, List.of(image)).inputs().toTensor().values();
        assertEquals(1, input[159 * 320], 1e-6);
        assertEquals(0, input[160 * 320], 0.004);
    }
}
