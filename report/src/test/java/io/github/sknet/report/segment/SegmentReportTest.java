package io.github.sknet.report.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.datasets.segment.SegmentationDatasets;
import io.github.sknet.report.Findings;
import io.github.sknet.report.ReportedModel;
import io.github.sknet.report.html.GallerySection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.report.html.TableSection;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks and a network of random weights in the Java engine. */
class SegmentReportTest {
    private static final List<String> LABELS = List.of("road", "sky");

    @TempDir
    Path folder;

    private void mask(String name) throws IOException {
        byte[] labels = new byte[ReportedModel.WIDTH * ReportedModel.HEIGHT];
        Arrays.fill(labels, 0, labels.length / 4, (byte) 1);
        Path file = folder.resolve("masks/" + name);
        Files.createDirectories(file.getParent());
        Image mask = new Image(ReportedModel.WIDTH, ReportedModel.HEIGHT, 1, labels);
        ImageIO.write(mask.toBufferedImage(), "png", file.toFile());
    }

    @Test
    void whatASegmenterDoesIsTold() throws IOException {
        for (int i = 0; i < 2; i++) {
            ReportedModel.picture(folder.resolve("images/" + i + ".png"), i);
            mask(i + ".png");
        }
        ReportedModel.broken(folder.resolve("images/torn.png"));
        mask("torn.png");
        Path model = ReportedModel.write(folder, "semantic_fpn_sk_small", LABELS);
        Findings findings;
        try (Splits<SegmentationDataset> splits = SegmentationDatasets.open(
                folder, Optional.of(LABELS), OptionalInt.empty(), new AnnotationProblems(true))) {
            findings = new SegmentReport().findings(model, splits.forEvaluation(), 1, Settings.NONE);
        }
        assertEquals(
                List.of("Classes", "Masks"),
                findings.sections().stream().map(Section::title).toList());
        assertEquals(
                List.of("mean IoU", "pixel accuracy"),
                findings.headlines().stream().map(Headline::name).toList());
        assertEquals("2 images", findings.headlines().get(0).note());
        assertEquals(1, findings.broken().size());
        assertTrue(
                findings.broken().get(0).contains("torn.png"), findings.broken().get(0));

        TableSection classes = (TableSection) findings.sections().get(0);
        assertEquals(
                List.of("75.0 %", "25.0 %"),
                classes.rows().stream().map(row -> row.get(4)).toList());
        List<Picture> pictures = ((GallerySection) findings.sections().get(1)).pictures();
        assertEquals(
                List.of("0.png found", "0.png marked", "1.png found", "1.png marked"),
                pictures.stream()
                        .map(picture -> picture.caption() + " " + picture.note())
                        .toList());
        assertNotEquals(pictures.get(0).image(), pictures.get(1).image());
    }
}
