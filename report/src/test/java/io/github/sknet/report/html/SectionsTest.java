package io.github.sknet.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.LineChart.Line;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SectionsTest {

    @Test
    void textIsEscaped() {
        assertEquals(
                "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt; &amp;amp; ü",
                Html.escape("<a href=\"x\" id='y'> &amp; ü"));
    }

    @Test
    void numbersAreWritten() {
        assertEquals("12.3 %", Html.percent(0.1234));
        assertEquals("–", Html.percent(Double.NaN));
        assertEquals("12.345 %", Html.percent(0.12345, 3));
        assertEquals("1\u2009234\u2009567", Html.count(1_234_567));
        assertEquals("0.50", Html.decimal(0.5, 2));
    }

    @Test
    void curvesSurviveWhateverTrainingGives() {
        List<Double> x = List.of(1.0, 2.0, 3.0, 4.0);
        LineChart diverged = new LineChart(
                "loss",
                "epoch",
                "",
                List.of(
                        new Line("training", x, List.of(2.0, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN)),
                        new Line("validation", x, List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN)),
                        new Line("EMA", List.of(), List.of())));
        LineChart young = new LineChart("loss", "epoch", "", List.of(new Line("training", List.of(1.0), List.of(2.5))));
        LineChart flat = new LineChart("rate", "epoch", "", List.of(new Line("rate", x, List.of(0.1, 0.1, 0.1, 0.1))));
        LineChart empty = new LineChart("top-5", "epoch", "", List.of(new Line("validation", List.of(), List.of())));
        String content = new CurvesSection("Curves", List.of(diverged, young, flat, empty)).content();
        assertEquals(3, occurrences(content, "<figure"), "a chart without values is left out");
        assertTrue(content.contains("at the end training is 2.000\""), "only lines with values are told of");
        assertTrue(content.contains("at the end training is 2.500\""));
        assertEquals("<p>Nothing was recorded yet.</p>\n", new CurvesSection("Curves", List.of(empty)).content());
        assertThrows(IllegalArgumentException.class, () -> new Line("loss", x, List.of(1.0)));
    }

    @Test
    void picturesKeepTheirPixelsOrAreShrunk() throws ImageException {
        Image small = new Image(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6});
        Image large = new Image(1000, 500, 3, new byte[1000 * 500 * 3]);
        GallerySection section = new GallerySection("Pictures", "Two.", List.of(new Picture(small, "small", "")));
        assertEquals(small, embedded(section.content()));
        assertEquals(
                small, Picture.ofDrawing(small.toBufferedImage(), "drawn", "").image());
        assertTrue(section.content().contains("class=\"pixels\""), "small pictures are shown with sharp pixels");
        Image shrunk =
                embedded(new GallerySection("Pictures", "One.", List.of(new Picture(large, "large", ""))).content());
        assertEquals(320, shrunk.width());
        assertEquals(160, shrunk.height());
    }

    @Test
    void tablesAreWrittenAsTheyAre() {
        String table =
                new TableSection("AP", "By class.", List.of("class", "AP"), List.of(List.of("a<b", "0.5"))).content();
        assertTrue(table.contains("<tr><th scope=\"row\">a&lt;b</th><td>0.5</td></tr>"));
        List<List<String>> uneven = List.of(List.of("cat"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TableSection("AP", "By class.", List.of("class", "AP"), uneven));
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
