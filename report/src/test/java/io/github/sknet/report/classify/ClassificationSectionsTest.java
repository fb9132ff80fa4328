package io.github.sknet.report.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.metrics.CalibrationError;
import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassificationSectionsTest {

    @Test
    void classesAreListedFromTheWorst() {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        add(matrix, 0, 0, 9);
        add(matrix, 0, 1, 1);
        add(matrix, 1, 1, 5);
        add(matrix, 1, 2, 3);
        add(matrix, 1, 0, 2);
        add(matrix, 2, 2, 10);
        String table = new ClassTableSection(List.of("ant", "bee", "cow", "dodo"), matrix).content();
        List<String> order = new ArrayList<>();
        Matcher row = Pattern.compile("<th scope=\"row\">(\\w+)</th>").matcher(table);
        while (row.find()) {
            order.add(row.group(1));
        }
        assertEquals(List.of("bee", "ant", "cow", "dodo"), order, "a class without images comes last");
        assertTrue(table.contains("style=\"--share:0.500\">50.0 %"), "the recall of bee");
        assertTrue(table.contains("<td>cow <span>30.0 %</span></td>"), "bee is most often taken for cow");
        assertFalse(table.contains("NaN"));
        assertFalse(table.contains("<details>"));
    }

    @Test
    void theConfusionMatrixNamesItsMistakes() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        add(matrix, 0, 0, 9);
        add(matrix, 0, 1, 1);
        add(matrix, 1, 2, 4);
        String content = new ConfusionSection(List.of("ant", "a very long name", "cow"), matrix).content();
        assertTrue(content.contains("<title>ant taken for ant: 9</title>"));
        assertTrue(content.contains(">a very long…</text>"), "long names are cut on the map");
        int first = content.indexOf("<b>a very long name</b> taken for <b>cow</b><span>4 times, 100.0 % of all</span>");
        int second = content.indexOf("<b>ant</b> taken for <b>a very long name</b><span>once, 10.0 % of all</span>");
        assertTrue(first > 0 && second > first, "the most frequent mistake comes first");
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new ConfusionSection(List.of("ant"), matrix))
                .getMessage();
        assertEquals("A confusion matrix of 3 classes needs as many labels, not 1", message);
    }

    @Test
    void aThousandClassesStayReadable() throws ImageException {
        ConfusionMatrix matrix = new ConfusionMatrix(1000);
        IntStream.range(0, 1000).forEach(label -> add(matrix, label, label, 3));
        add(matrix, 1, 2, 1);
        List<String> labels =
                IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
        String map = new ConfusionSection(labels, matrix).content();
        assertTrue(map.length() < 100_000, "a map of pixels, not a million cells");
        Image image = embedded(map);
        assertEquals(1000, image.width());
        assertTrue(image.sample(5, 5, 2) > image.sample(5, 5, 0), "what is right is blue");
        assertTrue(image.sample(2, 1, 0) > image.sample(2, 1, 2), "what is wrong is orange");
        String table = new ClassTableSection(labels, matrix).content();
        assertTrue(table.contains("<summary>The other 975 classes</summary>"));
        assertEquals(1000, occurrences(table, "<th scope=\"row\">"));
    }

    @Test
    void calibrationIsTold() {
        CalibrationError calibration = new CalibrationError();
        assertEquals("<p>There are no predictions yet.</p>\n", new CalibrationSection(calibration).content());
        calibration.add(0.75, true);
        calibration.add(0.75, false);
        String content = new CalibrationSection(calibration).content();
        assertTrue(content.contains("the mean distance from it, is 0.250."));
        assertEquals(2, occurrences(content, "<figure"));
    }

    private static void add(ConfusionMatrix matrix, int truth, int predicted, int times) {
        for (int i = 0; i < times; i++) {
            matrix.add(truth, predicted);
        }
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static Image embedded(String html) throws ImageException {
        Matcher matcher = Pattern.compile("data:image/png;base64,([^\"]+)").matcher(html);
        assertTrue(matcher.find(), "a PNG is embedded");
        return ImageDecoder.decode(Base64.getDecoder().decode(matcher.group(1)), "picture");
    }
}
