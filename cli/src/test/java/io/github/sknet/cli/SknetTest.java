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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    void wrongUsageIsStatusTwoAndOneSentence() {
        for (String[] words : List.of(
                new String[] {},
                new String[] {"fly"},
                new String[] {"predict", "a.png"},
                new String[] {"info"},
                new String[] {"export", "--model", "m", "--format", "gif", "--out", "x"},
                new String[] {"train"},
                new String[] {"help", "fly"},
                new String[] {"bench"},
                new String[] {"info", "sknet_tiny", "--option", "foo=2"},
                new String[] {"info", "sknet_tiny", "--classes", "0"},
                new String[] {"info", "sknet51"},
                new String[] {"conformance", "--engine", "abacus"},
                new String[] {"import", "--from", "a.pth", "--model", "sknet51", "--out", "b"},
                new String[] {"quickstart", "--seed", "x"},
                new String[] {"quickstart", "--threads", "0"})) {
            CommandLineRun run = CommandLineRun.of((Object[]) words);
            assertEquals(2, run.status(), Arrays.toString(words));
            assertEquals(1, run.err().strip().lines().count(), run.err());
            assertTrue(run.err().startsWith("sknet: "), run.err());
        }
    }

    /** With a model, an image and data that are all right: what is asked for can't be. */
    @Test
    void wrongValuesAreWrongUsageInEveryCommand() throws IOException {
        Path model = SmallFiles.model(folder);
        Path picture = SmallFiles.picture(folder, "picture.png", 28, 28);
        for (List<Object> words : List.<List<Object>>of(
                List.of("--top", 0),
                List.of("--top", "x"),
                List.of("--threads", 0),
                List.of("--threads", "two"),
                List.of("--engine", "abacus"),
                List.of("--task", "detect"),
                List.of("--score-threshold", 0.5),
                List.of("--out", picture))) {
            refused(words, "predict", "--model", model, picture);
        }
        refused(List.of("--units", "SK_9_9"), "explain", "--model", model, picture, "--out", folder.resolve("out"));
        refused(List.of("--out", picture), "explain", "--model", model, picture);
        for (List<Object> words : List.<List<Object>>of(
                List.of("--epochs", 0),
                List.of("--seed", "x"),
                List.of("--lr", "nan"),
                List.of("--batch", 0),
                List.of("--set", "foo=3"),
                List.of("--set", "foo"),
                List.of("--option", "foo=2"),
                List.of("--held-out", 2),
                List.of("--task", "segment"),
                List.of("--recipe", "fast"),
                List.of("--recipe", "detect"),
                List.of("--device", "abacus"),
                List.of("--threads", 0),
                List.of("--out", picture))) {
            refused(words, "train", "--model", "sknet_tiny", "--data", "fashion-mnist", "--out", folder.resolve("run"));
        }
        refused(List.of("--model", "sknet51"), "train", "--data", "fashion-mnist", "--out", folder.resolve("run"));
        refused(List.of("--out", folder), "export", "--model", model, "--format", "onnx");
        assertFalse(Files.exists(folder.resolve("run")), "nothing was begun");
    }

    private static void refused(List<Object> more, Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        int given = all.indexOf("--out");
        if (more.get(0).equals("--out") && given >= 0) {
            all.subList(given, given + 2).clear();
        }
        all.addAll(more);
        CommandLineRun run = CommandLineRun.of(all.toArray());
        assertEquals(2, run.status(), all + ": " + run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertEquals("", run.out(), "what is refused prints no result");
    }

    @Test
    void misspelledWordsHaveASuggestion() {
        CommandLineRun.refused(2, "; did you mean train?", "trian");
        CommandLineRun.refused(2, "; did you mean predict?", "help", "pedict");
        CommandLineRun.refused(2, "; did you mean --model?", "predict", "--modle", "m", "a.png");
        CommandLineRun.refused(2, "; did you mean sknet50", "info", "sknet-50");
    }

    @Test
    void theHelpOfACommandIsShownEitherWay() {
        assertEquals(
                CommandLineRun.succeed("train", "--help").out(),
                CommandLineRun.succeed("help", "train").out());
        assertEquals(
                CommandLineRun.succeed("--help").out(),
                CommandLineRun.succeed("help").out());
        assertTrue(CommandLineRun.succeed("--help").out().contains("\n  bench "), "the list has it");
    }

    @Test
    void theVersionNamesTheCommitAndTheEngines() {
        String version = CommandLineRun.succeed("--version").out();
        assertTrue(
                version.matches("(?s)sknet \\S+, (commit [0-9a-f]{7,}(-dirty)?|of no known commit), Java \\S+\\R"
                        + "engines: .*"),
                version);
        for (String engine : List.of("java", "java-scalar", "onnx", "torch")) {
            assertTrue(version.contains(engine), version);
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
    void importNamesTheClassesAndChannelsThatWeightsWereMadeFor() throws IOException {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        new Safetensors(
                        Map.of(),
                        Weights.initial(Architecture.of("sknet_tiny", 7, 3).build(), 7)
                                .tensors())
                .write(checkpoint);
        Path labels = Files.write(folder.resolve("labels.txt"), List.of("a", "b", "c", "d", "e", "f", "g", ""));
        Path model = folder.resolve("model.safetensors");
        Object[] words = {"import", "--from", checkpoint, "--model", "sknet_tiny", "--out", model};
        CommandLineRun.refused(1, "It was made for 7 classes and 3 channels (--classes 7 --channels 3)", words);
        CommandLineRun.refused(1, "It was made for 3 channels (--channels 3)", and(words, "--labels", labels));
        CommandLineRun.refused(
                2,
                "--classes is 5, but " + labels + " names 7 classes",
                and(words, "--labels", labels, "--classes", 5));
        CommandLineRun.refused(
                1, "is not a text in UTF-8", and(words, "--labels", SmallFiles.picture(folder, "a.png", 1, 1)));
        assertFalse(Files.exists(model), "nothing may be written");
        CommandLineRun.succeed(and(words, "--labels", labels, "--channels", 3));
        assertEquals(
                List.of("a", "b", "c", "d", "e", "f", "g"),
                ModelFile.read(model).labels());
    }

    private static Object[] and(Object[] words, Object... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
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
