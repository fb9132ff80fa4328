package io.github.sknet.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.metrics.ClassificationMetrics;
import io.github.sknet.explain.AttentionAnalysis;
import io.github.sknet.explain.AttentionAnalysis.ChannelShares;
import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.graph.selection.Kernel;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.report.classify.CalibrationSection;
import io.github.sknet.report.classify.ClassTableSection;
import io.github.sknet.report.classify.ConfusionSection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.LineChart.Line;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private static final String HOSTILE = "</style><script>alert('1')</script><img src=x onerror=\"alert(2)\">";

    @Test
    void everySectionIsOnThePageAndLinked(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        report("cat").write(file);
        String page = Files.readString(file);
        List<String> titles = List.of(
                "Curves",
                "Confusion matrix",
                "Classes",
                "Worst mistakes",
                "Calibration",
                "Kernel selection",
                "Configuration");
        for (int i = 0; i < titles.size(); i++) {
            assertTrue(page.contains("<a href=\"#section-" + (i + 1) + "\">" + titles.get(i) + "</a>"), titles.get(i));
            assertTrue(page.contains("<section id=\"section-" + (i + 1) + "\">\n<h2>" + titles.get(i) + "</h2>"));
        }
        assertTrue(page.contains("<strong>66.7 %</strong><span>3 images</span>"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "no temporary file stays behind");
        }
    }

    @Test
    void thePageIsTheSameWhereDigitsAreWrittenOtherwise() {
        String page = report("cat").toHtml();
        Locale usual = Locale.getDefault();
        Locale.setDefault(new Locale("ar", "EG"));
        try {
            assertEquals(page, report("cat").toHtml());
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void thePageLoadsNothingAndRunsNothing() {
        String page = report("cat").toHtml();
        Matcher source =
                Pattern.compile("(?:src|href|action|xlink:href)=\"([^\"]*)\"").matcher(page);
        int sources = 0;
        while (source.find()) {
            assertTrue(
                    source.group(1).startsWith("data:image/") || source.group(1).startsWith("#"),
                    () -> "refers to " + source.group(1));
            sources++;
        }
        assertTrue(sources > 10, "charts, pictures and links were looked at");
        assertFalse(page.contains("url("), "the style loads nothing");
        assertFalse(page.contains("@import"), "the style imports nothing");
        assertTrue(page.contains("default-src 'none'"), "and browsers are told so");
    }

    @Test
    void hostileNamesAreHarmless() {
        String page = report(HOSTILE).toHtml();
        assertFalse(page.contains("<script"), "no name opens a script");
        assertFalse(page.contains("<img src=x"), "no name opens a tag");
        assertFalse(page.contains("onerror=\""), "no name opens an attribute");
        assertEquals(page.indexOf("</style>"), page.lastIndexOf("</style>"), "no name ends the style");
        assertTrue(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"), "but it can be read");
    }

    @Test
    void everyPictureHasWordsForThoseWhoCanNotSeeIt() {
        String page = report("cat").toHtml();
        Matcher image = Pattern.compile("<img[^>]*>").matcher(page);
        int images = 0;
        while (image.find()) {
            assertTrue(image.group().matches("(?s).*alt=\"[^\"]+\".*"), "an image without alt text");
            images++;
        }
        // 2 curves, 1 mistake, 2 of calibration, 3 of attention, 1 by class, 1 by channel.
        assertEquals(10, images);
    }

    /** A page with every kind of section, in which every name from outside is the given one. */
    private static RunReport report(String name) {
        List<String> labels = List.of(name, "dog");
        ClassificationMetrics evaluation = new ClassificationMetrics(2);
        evaluation.add(new float[] {0.9f, 0.1f}, 0);
        evaluation.add(new float[] {0.2f, 0.8f}, 1);
        evaluation.add(new float[] {0.3f, 0.7f}, 0);
        List<Double> epochs = List.of(1.0, 2.0, 3.0);
        return new RunReport(
                name,
                "Trained on " + name,
                List.of(
                        new Headline("accuracy", Html.percent(evaluation.top1()), "3 images"),
                        new Headline(name, name, name)),
                List.of(
                        new CurvesSection(
                                "Curves",
                                List.of(
                                        new LineChart(
                                                name,
                                                name,
                                                name,
                                                List.of(new Line(name, epochs, List.of(3.0, 2.0, 1.0)))),
                                        new LineChart(
                                                "accuracy",
                                                "epoch",
                                                "share",
                                                List.of(
                                                        new Line("training", epochs, List.of(0.1, 0.2, 0.3)),
                                                        new Line("validation", epochs, List.of(0.1, 0.2, 0.25)))))),
                        new ConfusionSection(labels, evaluation.confusion()),
                        new ClassTableSection(labels, evaluation.confusion()),
                        new GallerySection(
                                "Worst mistakes",
                                name,
                                List.of(new Picture(new Image(2, 2, 1, new byte[4]), name + " → dog", name))),
                        new CalibrationSection(evaluation.calibration()),
                        new AttentionSection(attention(name)),
                        new FactsSection("Configuration", Map.of(name, name))));
    }

    private static AttentionAnalysis attention(String name) {
        SelectionUnit unit = new SelectionUnit(
                name, "layer1.0.conv2.attn.select", List.of(new Kernel("3x3", 3, 3), new Kernel("5x5", 5, 5)));
        return new AttentionAnalysis(
                1,
                List.of(1.0, 1.5),
                List.of(unit),
                List.of(
                        new UnitShares(name, 1, List.of(0.5, 0.5), List.of(0.1, 0.1), 0),
                        new UnitShares(name, 1.5, List.of(0.4, 0.6), List.of(0.1, 0.1), 0.2)),
                List.of(
                        new ClassShares(name, 0, name, 1, 1, List.of(0.5, 0.5), 0),
                        new ClassShares(name, 0, name, 1.5, 1, List.of(0.4, 0.6), 0.2)),
                List.of(
                        new ChannelShares(name, name, 1, List.of(List.of(0.5f, 0.5f), List.of(0.5f, 0.5f))),
                        new ChannelShares(name, name, 1.5, List.of(List.of(0.4f, 0.4f), List.of(0.6f, 0.6f)))),
                List.of());
    }
}
