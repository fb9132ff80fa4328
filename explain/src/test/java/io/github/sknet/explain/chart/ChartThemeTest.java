package io.github.sknet.explain.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;

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

    @Test
    void linesOverNamesStandAtTheirValues() {
        // All above zero, all below it, and on both sides.
        for (double shift : new double[] {0.5, -0.5, 0}) {
            List<String> names = List.of("a", "b", "c");
            CategoryChart chart = ChartTheme.linesOverNames(400, 300, names, "");
            double step = 0.2;
            ChartTheme.dottedLine(chart, "line", names, List.of(shift - step, shift, shift + step), Color.RED);
            List<Integer> rows = dotRows(BitmapEncoder.getBufferedImage(chart));
            double a = rows.get(0);
            double b = rows.get(1);
            double c = rows.get(2);
            assertEquals(a - b, b - c, 3, "equal steps for equal differences, around " + shift);
            assertTrue(a - b > 20, "steps are seen, around " + shift);
        }
    }

    /** For the dots of a red line at the left end, the middle and the right end, the row of the dot's centre. */
    private static List<Integer> dotRows(BufferedImage image) {
        int[] columns = IntStream.range(0, image.getWidth())
                .filter(x -> !redRows(image, x).isEmpty() && redRows(image, x).get(0) < 220)
                .toArray();
        int first = columns[0] + 2;
        int last = columns[columns.length - 1] - 2;
        return IntStream.of(first, (first + last) / 2, last)
                .mapToObj(x -> redRows(image, x))
                .map(rows -> rows.get(rows.size() / 2))
                .toList();
    }

    private static List<Integer> redRows(BufferedImage image, int x) {
        return IntStream.range(0, 250)
                .filter(y -> (image.getRGB(x, y) & 0xFFFFFF) == 0xFF0000)
                .boxed()
                .toList();
    }
}
