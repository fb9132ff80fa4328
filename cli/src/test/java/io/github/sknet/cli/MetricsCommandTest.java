package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detections of any tool, judged by the command. */
class MetricsCommandTest {

    private static final String TRUTH = """
            {"images": [{"id": 1, "file_name": "a.png", "width": 100, "height": 100}],
             "categories": [{"id": 3, "name": "cat"}, {"id": 5, "name": "dog"}],
             "annotations": [
               {"id": 1, "image_id": 1, "category_id": 3, "bbox": [10, 10, 40, 40], "area": 1600, "iscrowd": 0},
               {"id": 2, "image_id": 1, "category_id": 5, "bbox": [60, 60, 20, 20], "area": 400, "iscrowd": 0}]}
            """;

    @TempDir
    Path folder;

    private Path truth;

    @BeforeEach
    void writeTruth() throws IOException {
        truth = Files.writeString(folder.resolve("truth.json"), TRUTH);
    }

    private Path detections(String text) throws IOException {
        return Files.writeString(folder.resolve("found.json"), text);
    }

    @Test
    void givesTwelveFiguresAndEachClass() throws IOException {
        // The cat exactly; the dog at an intersection over union of 2/3.
        Path found = detections("""
                [{"image_id": 1, "category_id": 3, "bbox": [10, 10, 40, 40], "score": 0.9},
                 {"image_id": 1, "category_id": 5, "bbox": [64, 60, 20, 20], "score": 0.8}]
                """);
        CommandLineRun run =
                CommandLineRun.succeed("metrics", "--ground-truth", truth, "--detections", found, "--json");
        JsonNode result = new JsonMapper().readTree(run.lastLine());
        assertEquals(13, result.size(), "twelve figures and the classes: " + result);
        assertEquals(1, result.at("/perClassAP/cat").asDouble(), 1e-9);
        assertEquals(0.4, result.at("/perClassAP/dog").asDouble(), 1e-9, "right at 0.50, 0.55, 0.60 and 0.65 of ten");
        assertEquals(0.7, result.get("AP").asDouble(), 1e-9);
        assertEquals(1, result.get("AP50").asDouble(), 1e-9);
        assertEquals(0.5, result.get("AP75").asDouble(), 1e-9);
        assertEquals(1, run.out().lines().count(), "nothing but JSON: " + run.out());
        assertTrue(
                CommandLineRun.succeed("metrics", "--ground-truth", truth, "--detections", found)
                        .out()
                        .contains("AP of dog"),
                "and text without it");
    }

    @Test
    void whatIsWrongIsOneSentence() throws IOException {
        Path found = detections("[]");
        Path missing = folder.resolve("missing.json");
        CommandLineRun.refused(2, "--detections", "metrics", "--ground-truth", truth);
        CommandLineRun.refused(1, missing.toString(), "metrics", "--ground-truth", missing, "--detections", found);
        CommandLineRun.refused(
                1, "(line 1, column 2)", "metrics", "--ground-truth", truth, "--detections", detections("{"));
        CommandLineRun.refused(
                1,
                found.toString(),
                "metrics",
                "--ground-truth",
                truth,
                "--detections",
                detections("[{\"image_id\": 1, \"category_id\": 3, \"score\": 0.5}]"));
    }
}
