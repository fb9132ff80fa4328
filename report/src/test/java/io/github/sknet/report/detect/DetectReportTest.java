package io.github.sknet.report.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.detect.DetectionDatasets;
import io.github.sknet.report.Findings;
import io.github.sknet.report.ReportedModel;
import io.github.sknet.report.html.GallerySection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.report.html.TableSection;
import io.github.sknet.vision.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pascal VOC's files and a network of random weights in the Java engine. */
class DetectReportTest {
    private static final List<String> LABELS = List.of("cell", "plate");

    @TempDir
    Path folder;

    @BeforeEach
    void writeData() throws IOException {
        Files.createDirectories(folder.resolve("Annotations"));
        for (int i = 0; i < 3; i++) {
            ReportedModel.picture(folder.resolve("JPEGImages/" + i + ".png"), i);
            annotate(Integer.toString(i));
        }
        ReportedModel.broken(folder.resolve("JPEGImages/torn.png"));
        annotate("torn");
    }

    private void annotate(String name) throws IOException {
        Files.writeString(
                folder.resolve("Annotations/" + name + ".xml"),
                "<annotation><size><width>48</width><height>32</height></size><object><name>cell</name><bndbox>"
                        + "<xmin>9</xmin><ymin>5</ymin><xmax>24</xmax><ymax>20</ymax></bndbox></object></annotation>");
    }

    private Findings findings(Settings settings) throws IOException {
        Path model = ReportedModel.write(folder, "fcos_sk_small", LABELS);
        try (Splits<DetectionDataset> splits =
                DetectionDatasets.open(folder, Optional.of(LABELS), new AnnotationProblems(true))) {
            return new DetectReport().findings(model, splits.forEvaluation(), 1, settings);
        }
    }

    @Test
    void whatADetectorDoesIsTold() throws IOException {
        // Before training nothing is sure: with any score counting, it is judged by what the pictures do not show.
        Findings findings = findings(new Settings(Map.of("score-threshold", "0")));
        assertEquals(
                List.of("Classes", "Average precision", "Boxes"),
                findings.sections().stream().map(Section::title).toList());
        assertEquals(
                List.of("AP", "AP50"),
                findings.headlines().stream().map(Headline::name).toList());
        assertEquals("3 images", findings.headlines().get(0).note());
        assertEquals(1, findings.broken().size());
        assertTrue(
                findings.broken().get(0).contains("torn.png"), findings.broken().get(0));

        TableSection classes = (TableSection) findings.sections().get(0);
        assertEquals(List.of("cell", "3"), List.of(at(classes, 0, 0), at(classes, 0, 2)));
        assertEquals(List.of("plate", "–", "0"), classes.rows().get(1), "there are no plates to be found");
        TableSection figures = (TableSection) findings.sections().get(1);
        assertEquals(12, figures.rows().size());
        assertEquals(List.of("APlarge", "–"), figures.rows().get(5), "no object is large");
        GallerySection boxes = (GallerySection) findings.sections().get(2);
        assertEquals(
                List.of("0.png", "1.png", "2.png"),
                boxes.pictures().stream().map(Picture::caption).toList());
        assertEquals("0 found, 1 marked", boxes.pictures().get(0).note());
    }

    private static String at(TableSection table, int row, int column) {
        return table.rows().get(row).get(column);
    }
}
