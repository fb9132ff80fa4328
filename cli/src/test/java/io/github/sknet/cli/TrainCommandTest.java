package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train} says before its first step, and how it ends where it can't go on. */
class TrainCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path data(List<String> training, List<String> test) throws IOException {
        StripeFolders.write(folder.resolve("data/train"), training, 10);
        StripeFolders.write(folder.resolve("data/test"), test, 2);
        return folder.resolve("data");
    }

    private Object[] words(Path data, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", "--data", data, "--model", "sknet_tiny"));
        words.addAll(List.of("--batch", 4, "--json"));
        words.addAll(List.of(more));
        if (!words.contains("--out")) {
            words.addAll(List.of("--out", folder.resolve("run")));
        }
        if (!words.contains("--epochs")) {
            words.addAll(List.of("--epochs", 1));
        }
        return words.toArray();
    }

    @Test
    void theTestPartIsNotLookedAtUnlessThatIsAskedFor() throws IOException {
        List<String> classes = List.of("columns", "rows");
        Path data = data(classes, classes);
        CommandLineRun usual = CommandLineRun.succeed(words(data));
        String judged = "0.1 of the training images, held out at random; the part test is not looked at, so that it can"
                + " test the network in the end";
        assertTrue(usual.err().contains("\nthe best epoch is chosen by " + judged + "\n"), usual.err());
        JsonNode found = JSON.readTree(usual.lastLine()).get("found");
        assertEquals(judged, found.get("judgedBy").asText());
        assertEquals(9, found.at("/train/classes/rows").asInt());
        assertEquals(1, found.at("/validation/classes/rows").asInt());

        CommandLineRun byTest = CommandLineRun.succeed(words(data, "--held-out", 0, "--out", folder.resolve("second")));
        assertTrue(byTest.err().contains("the part test; choosing the best epoch on it is no test"), byTest.err());
        CommandLineRun.refused(
                2, "--held-out is a share, from 0 to less than 1, not 1.5", words(data, "--held-out", 1.5));
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunWithASentence() throws IOException {
        List<String> classes = List.of("columns", "rows");
        CommandLineRun run = CommandLineRun.of(words(data(classes, classes), "--lr", "1e30", "--epochs", 3));
        assertEquals(1, run.status(), run.out());
        assertTrue(
                run.err()
                        .matches(
                                "(?s).*sknet: The (loss is not a number|.* are not all numbers) in epoch \\d, step \\d.*: try a smaller --lr than"
                                        + " 1.0E30.*"),
                run.err());
        Path folderOfRun = folder.resolve("run");
        assertTrue(Files.exists(folderOfRun.resolve("last.safetensors")));
        assertTrue(Files.exists(folderOfRun.resolve("metrics.csv")));
        assertTrue(Files.exists(folderOfRun.resolve("report.html")));
    }

    @Test
    void aSizeThatTheNetworkDoesNotTakeIsSaidBeforeTheRun() throws IOException {
        Architecture architecture = Architecture.of("airbench_cifar", 2, 3);
        Path from = folder.resolve("from.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(3, 1, 1))
                .write(from);
        Path run = folder.resolve("run");
        List<String> classes = List.of("columns", "rows");
        CommandLineRun.refused(
                2,
                "The network does not take images of the size that they are prepared to, 1×1 pixels: ",
                "train",
                "--from",
                from,
                "--data",
                data(classes, classes),
                "--out",
                run);
        assertFalse(Files.exists(run));
    }

    @Test
    void whatIsRefusedLeavesNoFolder() throws IOException {
        CommandLineRun.refused(
                1, "show 1 class [rows]: to classify takes at least 2", words(data(List.of("rows"), List.of("rows"))));
        CommandLineRun.refused(
                2,
                "There is no metric 'AP' to monitor in training to classify; there are: loss, top1, top5",
                words(data(List.of("columns", "rows"), List.of("rows")), "--monitor", "AP"));
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void theFolderIsAskedForBeforeTheData() throws IOException {
        Path taken = folder.resolve("run");
        Path nowhere = folder.resolve("nowhere");
        RunLock other = RunDirectory.create(taken).lockNew();
        try {
            CommandLineRun.refused(1, "Another run is at work in " + taken, words(nowhere));
        } finally {
            other.close();
        }
        CommandLineRun.refused(1, "There is no data set " + nowhere, words(nowhere));
        assertFalse(Files.exists(taken));
    }
}
