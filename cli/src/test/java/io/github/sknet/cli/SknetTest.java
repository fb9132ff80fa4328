package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.conformance.fixtures.FixtureCase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user meets it: exit statuses, single sentences, JSON as the last line. */
class SknetTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void infoNamesTheFieldsThatToolsRelyOn() throws IOException {
        CommandLineRun run = CommandLineRun.of("info", "--all", "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode models = JSON.readTree(run.lastLine());
        assertTrue(models.size() > 20, "models: " + models.size());
        for (JsonNode model : models) {
            if (model.get("model").asText().equals("skresnet18")) {
                assertEquals(11_958_056, model.get("parameters").asLong());
                assertEquals(224, model.get("size").asInt());
                assertTrue(model.get("macs").asLong() > 1_800_000_000L, model.toString());
                return;
            }
        }
        throw new AssertionError("skresnet18 is missing");
    }

    @Test
    void infoPrintsThePlanOfTheJavaEngine() {
        CommandLineRun run = CommandLineRun.of("info", "sknet_tiny", "--plan");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("select among 2"), run.out());
        assertTrue(run.lastLine().endsWith("GFLOP"), run.lastLine());
    }

    @Test
    void predictDoesTheGoodImagesAndNamesTheBadOnes() throws IOException {
        Path model = SmallFiles.model(folder);
        Path good = SmallFiles.picture(folder, "good.png", 40, 31);
        Path single = SmallFiles.picture(folder, "single.png", 1, 1);
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        Path missing = folder.resolve("missing.png");
        CommandLineRun run =
                CommandLineRun.of("predict", "--model", model, "--json", good, text, single, missing, "--top", 3);
        assertEquals(1, run.status(), run.err());
        assertEquals(2, run.err().strip().lines().count(), run.err());
        assertTrue(run.err().contains("text.jpg") && run.err().contains("missing.png"), run.err());
        JsonNode results = JSON.readTree(run.lastLine());
        assertEquals(4, results.size());
        assertEquals(3, results.get(0).get("labels").size());
        assertTrue(results.get(1).has("error"), results.toString());
        assertTrue(results.get(2).has("labels"), "a picture of one pixel is a picture");
    }

    @Test
    void predictRefusesWhatIsNoModelFile() throws IOException {
        Path text = Files.writeString(folder.resolve("model.safetensors"), "no model at all");
        Path picture = SmallFiles.picture(folder, "picture.png", 28, 28);
        for (Path model : List.of(text, folder.resolve("missing.safetensors"), folder)) {
            CommandLineRun run = CommandLineRun.of("predict", "--model", model, picture);
            assertEquals(1, run.status());
            assertEquals(1, run.err().strip().lines().count(), run.err());
            assertTrue(run.err().contains(model.toString()), run.err());
        }
    }

    /** What a file is, is seen from its first bytes, whatever it is called. */
    @Test
    void whatIsGivenForAModelFileIsSaidToBeWhatItIs() throws IOException {
        Path model = SmallFiles.model(folder);
        Path picture = SmallFiles.picture(folder, "picture.png", 28, 28);
        Path onnx = folder.resolve("a.safetensors");
        CommandLineRun.succeed("export", "--model", model, "--format", "onnx", "--no-check", "--out", onnx);
        Path torch = zip("b.safetensors", "archive/data.pkl");
        Path old = Files.write(folder.resolve("c.safetensors"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});
        Path zip = zip("d.safetensors", "cat.png");
        Path bare = folder.resolve("e.safetensors");
        CommandLineRun.succeed("export", "--model", model, "--format", "safetensors", "--out", bare);
        Path runs = Files.createDirectories(folder.resolve("runs"));
        Files.copy(model, runs.resolve("best.safetensors"));
        Map<Object, String> sentences = Map.of(
                onnx,
                onnx + " is an ONNX network, not a model file; 'sknet import' makes",
                torch,
                torch + " is a PyTorch checkpoint, not a model file; 'sknet import' makes",
                old,
                old + " is a Python pickle, as PyTorch's older checkpoints are, not a model file; 'sknet import' makes",
                zip,
                zip + " is a zip archive, not a model file",
                picture,
                picture + " is an image, not a model file",
                bare,
                "'sknet import' makes",
                runs,
                runs + " is a folder, not a model file; did you mean " + runs.resolve("best.safetensors") + "?",
                folder.resolve("tiny.safetensor"),
                "; did you mean " + model + "?",
                "sknet_tiny",
                "There is no file sknet_tiny; sknet_tiny is the name of a network");
        sentences.forEach((file, sentence) -> {
            CommandLineRun.refused(1, sentence, "predict", "--model", file, picture);
            CommandLineRun.refused(1, sentence, "eval", "--model", file, "--data", "fashion-mnist");
            CommandLineRun.refused(1, sentence, "explain", "--model", file, picture);
            CommandLineRun.refused(
                    1, sentence, "export", "--model", file, "--format", "onnx", "--out", folder.resolve("x"));
            CommandLineRun.refused(1, sentence, "train", "--from", file, "--data", "fashion-mnist");
            if (!file.equals("sknet_tiny")) {
                CommandLineRun.refused(1, sentence, "info", file);
            }
        });
    }

    private Path zip(String name, String entry) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        return file;
    }

    @Test
    void exportIntoAMissingFolderIsOneSentence() throws IOException {
        Path model = SmallFiles.model(folder);
        Path target = folder.resolve("missing").resolve("model.onnx");
        CommandLineRun run =
                CommandLineRun.of("export", "--model", model, "--format", "onnx", "--no-check", "--out", target);
        assertEquals(2, run.status());
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertTrue(run.err().contains(target.toString()), run.err());
    }

    @Test
    void conformanceRunsAFoldersFixturesAndFailsByStatus() throws IOException {
        try (InputStream fixture =
                FixtureCase.class.getResourceAsStream("/io/github/sknet/conformance/fixtures/skconv-m1.json")) {
            Files.copy(fixture, folder.resolve("skconv.json"));
        }
        CommandLineRun run = CommandLineRun.of("conformance", folder, "--engine", "java-scalar,onnx", "--json");
        assertEquals(0, run.status(), run.out());
        assertEquals(2, JSON.readTree(run.lastLine()).get("passed").asInt(), run.out());

        Files.writeString(folder.resolve("broken.json"), "{\"parameters\": []");
        CommandLineRun broken = CommandLineRun.of("conformance", folder, "--engine", "java-scalar");
        assertEquals(1, broken.status(), broken.out());
        assertTrue(broken.lastLine().equals("1 passed, 1 failed"), broken.out());
    }
}
