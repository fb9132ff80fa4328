package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be said beside {@code --resume}, and what of it lasts. */
class ResumeTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static Path data;
    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 6);
        run = folder.resolve("run");
        CommandLineRun.succeed(
                "train",
                "--data",
                data,
                "--model",
                "sknet_tiny",
                "--held-out",
                0.3,
                "--epochs",
                1,
                "--batch",
                4,
                "--out",
                run);
    }

    private static JsonNode config() throws IOException {
        return JSON.readTree(run.resolve("config.json").toFile());
    }

    @Test
    void whatARunBeganWithIsRefused() throws IOException {
        String before = Files.readString(run.resolve("config.json"));
        for (String[] words : List.of(
                new String[] {"--recipe", "quick"},
                new String[] {"--model", "sknet_seed"},
                new String[] {"--option", "width=2"},
                new String[] {"--size", "32"},
                new String[] {"--from", "other.safetensors"},
                new String[] {"--held-out", "0.2"},
                new String[] {"--out", "elsewhere"})) {
            refused(2, words[0] + ": a run that is resumed keeps what it began with", words);
        }
        refused(2, "--model, --held-out: a run that is resumed", "--model", "sknet_tiny", "--held-out", "0.2");
        refused(2, "--labels: that is for --data, which is not given", "--labels", "a,b");
        refused(2, "--ignore: that is for --data, which is not given", "--ignore", "3");
        refused(2, "keeps its seed, which is 1, not 7", "--seed", "7");
        refused(2, "keeps its seed, which is 1, not 7", "--set", "seed=7");
        refused(2, "is a model to classify, not to detect", "--task", "detect");
        assertEquals(before, Files.readString(run.resolve("config.json")), "what is refused changes nothing");
    }

    private static void refused(int status, String part, String... more) {
        List<Object> words = new ArrayList<>(List.of("train", "--resume", run));
        words.addAll(List.of(more));
        CommandLineRun.refused(status, part, words.toArray());
    }

    @Test
    void theDataMayLieElsewhereByThenAndARecipeMayChange() throws IOException {
        Path moved = StripeFolders.write(folder.resolve("moved"), List.of("columns", "rows"), 6);
        CommandLineRun.succeed("train", "--resume", run, "--data", moved, "--epochs", 2, "--lr", 0.01);
        assertEquals(moved.toString(), config().get("data").asText());
        assertEquals(2, config().at("/recipe/epochs").asInt());
        CommandLineRun again = CommandLineRun.succeed("train", "--resume", run, "--json");
        assertEquals(2, JSON.readTree(again.lastLine()).get("epochs").asInt());
        assertEquals(moved.toString(), config().get("data").asText());
        assertEquals(0.01, config().at("/recipe/optimiser/learningRate").asDouble());
        assertEquals("[\"columns\",\"rows\"]", config().get("labels").toString());

        refused(2, "has 2 epochs behind it: the recipe's epochs must be at least as many, not 1", "--epochs", "1");
        assertEquals(2, config().at("/recipe/epochs").asInt());
        Path other = StripeFolders.write(folder.resolve("other"), List.of("cat", "dog"), 6);
        refused(1, "The classes of " + other + " are [cat, dog], not [columns, rows]", "--data", other.toString());
    }

    @Test
    void aBrokenConfigurationIsNamedWithItsLine() throws IOException {
        Path config = run.resolve("config.json");
        String whole = Files.readString(config);
        Files.writeString(config, whole.substring(0, whole.length() / 2));
        try {
            CommandLineRun broken = CommandLineRun.of("train", "--resume", run);
            assertEquals(1, broken.status(), broken.err());
            assertTrue(
                    broken.err()
                            .matches("sknet: The run's configuration " + config + " can't be read: .*"
                                    + "\\(line \\d+, column \\d+\\)\\R"),
                    broken.err());
            assertTrue(broken.err().contains("It ends too early"), broken.err());
        } finally {
            Files.writeString(config, whole);
        }
    }

    @Test
    void theFolderIsAskedForBeforeTheData() throws IOException {
        RunLock other = new RunDirectory(run).lockExisting();
        try {
            CommandLineRun.refused(
                    1,
                    "Another run is at work in " + run,
                    "train",
                    "--resume",
                    run,
                    "--data",
                    folder.resolve("nowhere"));
        } finally {
            other.close();
        }
    }

    @Test
    void aFileIsNoRun() {
        Path file = run.resolve("last.safetensors");
        CommandLineRun.refused(
                1, file + " is a file: what is resumed is a run's folder, such as " + run, "train", "--resume", file);
    }

    @Test
    void whereThereIsNoRunThereIsNothingToGoOnWith() {
        CommandLineRun.refused(1, "There is no run to resume in " + data, "train", "--resume", data);
        CommandLineRun.refused(
                1, "There is no run to resume in missing", "train", "--resume", "missing", "--epochs", 3);
    }
}
