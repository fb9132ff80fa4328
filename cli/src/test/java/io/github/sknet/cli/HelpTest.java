package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.vision.Setting;
import io.github.sknet.vision.VisionTask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What help texts say. */
class HelpTest {

    private static String help(String command) {
        return CommandLineRun.succeed(command, "--help").out().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "train",
                "predict",
                "eval",
                "explain",
                "metrics",
                "info",
                "import",
                "export",
                "conformance",
                "help",
                "bench"
            })
    void everyCommandHasOne(String command) {
        String text = help(command);
        assertTrue(text.startsWith("Usage: sknet " + command), text);
        assertFalse(text.contains("${"), "a variable that nothing stands for: " + text);
    }

    /** By the field's names; those of version 0.1 work, but are not shown. */
    @Test
    void whatCanBeSetForATaskIsListedWithTheTask() {
        String predict = help("predict");
        for (String part : List.of(
                "--score-threshold=SCORE For models to detect:",
                "--max-detections=N For models to detect:",
                "--nms-threshold=IOU For models to detect:",
                "--top=K For models to classify:")) {
            assertTrue(predict.contains(part), predict);
        }
        for (VisionTask task : VisionTask.all()) {
            for (Setting setting : task.settings()) {
                assertTrue(predict.contains("--" + setting.name()), predict);
                setting.formerNames().forEach(former -> assertFalse(predict.contains("--" + former + "="), predict));
            }
        }
        String train = help("train");
        assertTrue(train.contains("--ignore=VALUE For data to segment:"), train);
        assertTrue(train.contains("To classify: cpu, quick, cifar or paper. To detect: detect."), train);
        assertTrue(train.contains("To detect: boxes of COCO, Pascal VOC, YOLO or LabelMe."), train);
    }
}
