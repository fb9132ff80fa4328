package io.github.sknet.report.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.report.Findings;
import io.github.sknet.report.ReportedModel;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.vision.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class folders and networks of random weights in the Java engine. */
class ClassifyReportTest {
    private static final List<String> LABELS = List.of("ant", "bee");

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeData() throws IOException {
        data = folder.resolve("data");
        for (int i = 0; i < 3; i++) {
            ReportedModel.picture(data.resolve("ant/" + i + ".png"), i);
            ReportedModel.picture(data.resolve("bee/" + i + ".png"), 10 + i);
        }
        ReportedModel.broken(data.resolve("bee/torn.png"));
    }

    private Findings findings(Path model, Settings settings) throws IOException {
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(data.toString())) {
            return new ClassifyReport().findings(model, splits.forEvaluation(), 1, settings);
        }
    }

    private static String content(Findings findings, String title) {
        return findings.sections().stream()
                .filter(section -> section.title().equals(title))
                .findFirst()
                .orElseThrow()
                .content();
    }

    @Test
    void whatAClassifierDoesIsTold() throws IOException {
        Findings findings = findings(ReportedModel.write(folder, "sknet_tiny", LABELS), Settings.NONE);
        assertEquals(
                List.of("Confusion matrix", "Classes", "Worst mistakes", "Calibration", "Kernel selection"),
                findings.sections().stream().map(Section::title).toList());
        Headline accuracy = findings.headlines().get(0);
        assertEquals("accuracy", accuracy.name());
        assertTrue(accuracy.value().endsWith(" %"), accuracy.value());
        assertEquals("6 images", accuracy.note());
        assertEquals(1, findings.headlines().size(), "of two classes, the right one is always among five");
        assertEquals(1, findings.broken().size());
        assertTrue(
                findings.broken().get(0).contains("torn.png"), findings.broken().get(0));
        assertTrue(content(findings, "Kernel selection").contains("The mean over 6 images"));
        assertTrue(content(findings, "Classes").contains("<th scope=\"row\">bee</th>"));
    }

    @Test
    void aNetworkWithoutSelectionsHasNoneToTellOf() throws IOException {
        Findings findings = findings(ReportedModel.write(folder, "shufflenetv2_x0_5", LABELS), Settings.NONE);
        assertEquals(
                List.of("Confusion matrix", "Classes", "Worst mistakes", "Calibration"),
                findings.sections().stream().map(Section::title).toList());
    }

    @Test
    void itIsJudgedAsTheSettingsSay() throws IOException {
        Path model = ReportedModel.write(folder, "sknet_tiny", LABELS);
        assertNotEquals(
                content(findings(model, Settings.NONE), "Calibration"),
                content(findings(model, new Settings(Map.of("mirrored", "true"))), "Calibration"));
        Settings foreign = new Settings(Map.of("score-threshold", "0.1"));
        String message = assertThrows(IllegalArgumentException.class, () -> findings(model, foreign))
                .getMessage();
        assertEquals("score-threshold is for models to detect, and this is one to classify", message);
    }

    @Test
    void thatNoImageCanBeReadIsAnError() throws IOException {
        data = folder.resolve("broken");
        for (String label : LABELS) {
            ReportedModel.broken(data.resolve(label + "/torn.png"));
        }
        Path model = ReportedModel.write(folder, "sknet_tiny", LABELS);
        String message = assertThrows(DatasetException.class, () -> findings(model, Settings.NONE))
                .getMessage();
        assertTrue(message.contains("ant/torn.png"), message);
    }
}
