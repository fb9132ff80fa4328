package io.github.sknet.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static Settings of(String value) {
        return new Settings(Map.of("level", value));
    }

    @Test
    void numbersWithinTheirBoundsAreTaken() {
        assertEquals(OptionalDouble.of(0.5), of("0.5").number("level", 0, 1));
        assertEquals(OptionalDouble.of(1), of("1").number("level", 0, 1));
        assertEquals(OptionalInt.of(7), of("7").whole("level", 1, 7));
        assertEquals(OptionalDouble.empty(), Settings.NONE.number("level", 0, 1));
        assertEquals(OptionalInt.empty(), Settings.NONE.whole("level", 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "NaN", "half", ""})
    void othersAreRefusedWithTheBounds(String value) {
        assertEquals(
                "--level must be a number from 0.0 to 1.0, not '" + value + "'",
                assertThrows(IllegalArgumentException.class, () -> of(value).number("level", 0, 1))
                        .getMessage());
        assertEquals(
                "--level must be a whole number from 0 to 1, not '" + value + "'",
                assertThrows(IllegalArgumentException.class, () -> of(value).whole("level", 0, 1))
                        .getMessage());
    }
}
