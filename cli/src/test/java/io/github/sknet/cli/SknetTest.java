package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.conformance.fixtures.FixtureCase;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user meets it: exit statuses, single sentences, JSON as the last line. */
class SknetTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void wrongUsageIsStatusTwoAndOneSentence() {
        for (String[] words : List.of(
                new String[] {},
                new String[] {"fly"},
                new String[] {"predict", "a.png"},
                new String[] {"info"},
                new String[] {"export", "--model", "m", "--format", "gif", "--out", "x"},
                new String[] {"train"})) {
            CommandLineRun run = CommandLineRun.of((Object[]) words);
            assertEquals(2, run.status(), Arrays.toString(words));
            assertEquals(1, run.err().strip().lines().count(), run.err());
            assertTrue(run.err().startsWith("sknet: "), run.err());
        }
    }

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

    @Test
    void importThenExportGivesTheSameBytesForEveryTensor() throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 10, 1);
        Weights weights = Weights.initial(architecture.build(), 7);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        new Safetensors(Map.of(), weights.tensors()).write(checkpoint);
        Path model = folder.resolve("model.safetensors");
        Path exported = folder.resolve("exported.safetensors");

        CommandLineRun imported =
                CommandLineRun.of("import", "--from", checkpoint, "--model", "sknet_tiny", "--out", model);
        assertEquals(0, imported.status(), imported.err());
        CommandLineRun run =
                CommandLineRun.of("export", "--model", model, "--format", "safetensors", "--out", exported);
        assertEquals(0, run.status(), run.err());
        assertEquals(weights.tensors(), Safetensors.read(exported).tensors());
    }

    @Test
    void aStrictImportListsWhatDoesNotFitAndWritesNothing() throws IOException {
        Weights weights = Weights.initial(Architecture.of("sknet_tiny", 7, 1).build(), 7);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        new Safetensors(Map.of(), weights.tensors()).write(checkpoint);
        Path model = folder.resolve("model.safetensors");

        CommandLineRun strict =
                CommandLineRun.of("import", "--from", checkpoint, "--model", "sknet_tiny", "--out", model);
        assertEquals(1, strict.status());
        assertTrue(strict.err().contains("classifier.0.weight"), strict.err());
        assertFalse(Files.exists(model), "nothing may be written");

        CommandLineRun replaced = CommandLineRun.of(
                "import", "--from", checkpoint, "--model", "sknet_tiny", "--out", model, "--classes", 3);
        assertEquals(0, replaced.status(), replaced.err());
        assertEquals(3, ModelFile.read(model).outputs().classes());
    }

    @Test
    void exportIntoAMissingFolderIsOneSentence() throws IOException {
        Path model = SmallFiles.model(folder);
        Path target = folder.resolve("missing").resolve("model.onnx");
        CommandLineRun run =
                CommandLineRun.of("export", "--model", model, "--format", "onnx", "--no-check", "--out", target);
        assertEquals(1, run.status());
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
