package io.github.sknet.graph.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Window;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {

    @ParameterizedTest
    @CsvSource({
        "5, 3, true",
        "3, 3, true",
        "3, 5, false",
        "4, 3, false",
        "4, 2, true",
        "1x7, 1, true",
        "1x7, 3, false",
        "3x7, 3, true",
        "3d2, 3, false",
        "3d2, 1, true",
        "5, 3d2, true",
        "5d2, 3d2, true",
        "3d3, 3d2, false",
        "7, 3d3, true",
        "7, 3d2, true",
        "5d2, 3d4, true",
        "5d2, 3, false"
    })
    void holdsAnotherWhereEachOfItsTapsIsOneOfIts(String kernel, String other, boolean holds) {
        assertEquals(holds, KernelShape.parse(kernel).holds(KernelShape.parse(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x3", "3x", "0", "3d0", "3x3x3", "-3", "3.5"})
    void saysHowItIsWritten(String text) {
        assertThrows(IllegalArgumentException.class, () -> KernelShape.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 1, 5", "3, 2, 1, 7", "3, 2, 0, 5", "7, 2, 3, 9", "2, 2, 0, 4", "3, 1, 2, 1", "3, 1, 1, 3d2"})
    void givesAMapOfTheSameSize(int taps, int stride, int padding, String kernel) {
        Window old = Window.of(taps).stride(stride).padding(padding);
        Window replacing = KernelShape.parse(kernel).inPlaceOf(old);
        for (int size = 9; size < 20; size++) {
            Shape image = Shape.map(1, size, size + 3);
            assertEquals(outputs(old, image), outputs(replacing, image));
        }
    }

    private static Shape outputs(Window window, Shape image) {
        return Conv2d.of(1, 1, window).outputShape(List.of(image));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 4", "3, 0, 1", "2, 1, 3"})
    void saysWhatCannotStandThere(int taps, int padding, String kernel) {
        Window old = Window.of(taps).padding(padding);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> KernelShape.parse(kernel).inPlaceOf(old))
                .getMessage();
        assertTrue(message.contains("another size"), message);
    }
}
