package io.github.sknet.vision.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartThemeTest {

    @Test
    void numbersAreShort() {
        assertEquals("0", ChartTheme.number(0));
        assertEquals("0.05", ChartTheme.number(0.05));
        assertEquals("−0.15", ChartTheme.number(-0.15000000000000002));
        assertEquals("0.235", ChartTheme.number(0.235));
        assertEquals("1000", ChartTheme.number(1000));
        assertEquals("5e-5", ChartTheme.number(5e-5));
    }

    @Test
    void stepsGoFromPaleToDeep() {
        List<Color> steps = ChartTheme.steps(3);
        assertEquals(3, steps.size());
        for (int i = 1; i < 3; i++) {
            assertTrue(steps.get(i).getBlue() < steps.get(i - 1).getBlue());
        }
        assertEquals(ChartTheme.steps(1).get(0), steps.get(2), "a single line is deep");
    }
}
