package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier from images to answers, by the commands alone. */
class ClassifierRunTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void trainsReportsAnswersIsJudgedExportedAndGoesOn() throws IOException {
        Path data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 16);
        Path run = folder.resolve("run");
        CommandLineRun trained = CommandLineRun.succeed(
                "train",
                "--data",
                data,
                "--model",
                "sknet_tiny",
                "--recipe",
                "quick",
                "--held-out",
                0.25,
                "--epochs",
                5,
                "--batch",
                4,
                "--lr",
                0.02,
                "--set",
                "augmentation.flip=0",
                "--out",
                run,
                "--json");
        assertEquals(5, JSON.readTree(trained.lastLine()).get("epochs").asInt());
        assertEquals(6, Files.readAllLines(run.resolve("metrics.csv")).size());
        assertReported(run, "Completed after 5 of 5 epochs.");
        assertEquals(1, assertEvents(run));

        Path model = run.resolve("best.safetensors");
        JsonNode answers = JSON.readTree(CommandLineRun.succeed(
                        "predict",
                        "--model",
                        model,
                        "--json",
                        data.resolve("rows/0.png"),
                        data.resolve("columns/1.png"))
                .lastLine());
        assertEquals("rows", answers.at("/0/labels/0/label").asText());
        assertEquals("columns", answers.at("/1/labels/0/label").asText());
        JsonNode judged = JSON.readTree(CommandLineRun.succeed("eval", "--model", model, "--data", data, "--json")
                .lastLine());
        assertEquals(32, judged.get("images").asInt());
        assertTrue(judged.get("top1").asDouble() > 0.9, judged.toString());
        Path exported = folder.resolve("stripes.onnx");
        CommandLineRun.succeed("export", "--model", model, "--format", "onnx", "--out", exported);
        assertTrue(Files.size(exported) > 0);

        CommandLineRun resumed = CommandLineRun.succeed("train", "--resume", run, "--epochs", 6, "--json");
        assertEquals(6, JSON.readTree(resumed.lastLine()).get("epochs").asInt());
        assertReported(run, "Completed after 6 of 6 epochs.");
        assertEquals(2, assertEvents(run));

        // What was said once holds: nothing is left to do, and nothing is undone.
        CommandLineRun again = CommandLineRun.succeed("train", "--resume", run, "--json");
        assertEquals(6, JSON.readTree(again.lastLine()).get("epochs").asInt());
        assertEquals(
                6,
                JSON.readTree(run.resolve("config.json").toFile())
                        .at("/recipe/epochs")
                        .asInt());
        assertReported(run, "Completed after 6 of 6 epochs.");
    }

    private static void assertReported(Path run, String state) throws IOException {
        String report = Files.readString(run.resolve("report.html"));
        for (String part : List.of(state, "sknet_tiny", "accuracy", "learning rate", "columns", "recipe.epochs")) {
            assertTrue(report.contains(part), "report.html lacks '" + part + "'");
        }
    }

    /** The number of files, each with the figures of at least one epoch. */
    private static int assertEvents(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("events"))) {
            List<Path> all = files.toList();
            for (Path file : all) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String tag : List.of("loss/train", "accuracy/train", "top1/validation", "run/learning_rate")) {
                    assertTrue(content.contains(tag), file + " lacks " + tag);
                }
            }
            return all.size();
        }
    }
}
