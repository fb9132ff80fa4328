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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers judged by the command. */
class EvalCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> ANIMALS =
            List.of("ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "jay");

    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    @TempDir
    Path folder;

    private Path animals;

    @BeforeEach
    void writeData() throws IOException {
        animals = StripeFolders.write(folder.resolve("animals"), ANIMALS, 2);
    }

    private Path model(List<String> labels) throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 10, 1);
        Path file = folder.resolve("model.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(1, 28, 28))
                .withLabels(labels)
                .write(file);
        return file;
    }

    @Test
    void givesTheFieldsThatToolsRelyOn() throws IOException {
        CommandLineRun run = CommandLineRun.succeed(
                "eval", "--model", model(ANIMALS), "--data", animals, "--batch", 7, "--confusion", "--json");
        JsonNode result = JSON.readTree(run.lastLine());
        assertEquals("classify", result.get("task").asText());
        assertEquals(20, result.get("images").asInt());
        assertEquals(0, result.get("broken").asInt());
        for (String figure : List.of("top1", "top5", "calibrationError")) {
            double value = result.get(figure).asDouble(-1);
            assertTrue(value >= 0 && value <= 1, figure + " is " + value);
        }
        JsonNode classes = result.get("classes");
        assertEquals(2, classes.at("/ibis/images").asInt());
        int guesses = 0;
        for (JsonNode predictions : classes.findValues("predictedAs")) {
            for (JsonNode count : predictions) {
                guesses += count.asInt();
            }
        }
        assertEquals(20, guesses, "what images of each class were taken for");
        assertEquals(1, run.out().lines().count(), "nothing but JSON: " + run.out());
        assertTrue(
                CommandLineRun.succeed("eval", "--model", model(ANIMALS), "--data", animals)
                        .out()
                        .contains("20 images: top-1 "),
                "and text without it");
    }

    @Test
    void digitsAreNotTakenForTheNumbersOfClassesWithoutNames() throws IOException {
        CommandLineRun.refused(
                2, "The classes of " + animals + " are [ant, ", "eval", "--model", model(DIGITS), "--data", animals);
        Path digits = StripeFolders.write(folder.resolve("digits"), DIGITS, 1);
        assertFalse(CommandLineRun.succeed("eval", "--model", model(DIGITS), "--data", digits)
                .out()
                .contains("does not name"));
    }

    @Test
    void aModelWithoutNamesIsJudgedByAsManyClassesAndThatIsSaid() throws IOException {
        Path model = model(List.of());
        CommandLineRun run = CommandLineRun.succeed("eval", "--model", model, "--data", animals, "--json");
        assertTrue(
                run.err()
                        .contains("The model does not name its classes (10): they are taken to be the data's, in the "
                                + "data's order"),
                run.err());
        assertEquals(20, JSON.readTree(run.lastLine()).get("images").asInt());
        Path few = StripeFolders.write(folder.resolve("few"), ANIMALS.subList(0, 3), 1);
        CommandLineRun.refused(
                2,
                "The data's 3 classes [ant, bee, cat] are not the model's 10, which have no names: import --labels names "
                        + "them, train --from FILE learns the data's",
                "eval",
                "--model",
                model,
                "--data",
                few);
    }

    @Test
    void aBrokenImageIsNamedSkippedAndCountedOrEndsAStrictEvaluation() throws IOException {
        Path broken = Files.writeString(animals.resolve("dog/2.png"), "no picture");
        CommandLineRun run = CommandLineRun.of("eval", "--model", model(ANIMALS), "--data", animals, "--json");
        assertEquals(0, run.status(), run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertTrue(run.err().startsWith("sknet: Skipped: " + broken), run.err());
        CommandLineRun text = CommandLineRun.of("eval", "--model", model(ANIMALS), "--data", animals);
        assertTrue(text.out().contains("skipped 1 image that can't be read"), text.out());
        JsonNode result = JSON.readTree(run.lastLine());
        assertEquals(20, result.get("images").asInt());
        assertEquals(1, result.get("broken").asInt());
        CommandLineRun.refused(1, broken.toString(), "eval", "--model", model(ANIMALS), "--data", animals, "--strict");
        Path unreadable = Files.createDirectories(folder.resolve("unreadable"));
        for (String name : ANIMALS) {
            Files.writeString(Files.createDirectories(unreadable.resolve(name)).resolve("0.png"), "no picture");
        }
        CommandLineRun none = CommandLineRun.of("eval", "--model", model(ANIMALS), "--data", unreadable);
        assertEquals(1, none.status());
        assertTrue(none.err().contains("sknet: None of the data set's images can be read; the first: "), none.err());
    }

    @Test
    void everyEngineJudgesAlikeAndInputsMayHaveAnotherSize() throws IOException {
        Path model = model(ANIMALS);
        String judged = CommandLineRun.succeed("eval", "--model", model, "--data", animals, "--json")
                .lastLine();
        for (String engine : List.of("java-scalar", "onnx", "torch")) {
            JsonNode result = JSON.readTree(
                    CommandLineRun.succeed("eval", "--model", model, "--data", animals, "--engine", engine, "--json")
                            .lastLine());
            assertEquals(JSON.readTree(judged).get("top1"), result.get("top1"), engine);
        }
        CommandLineRun.succeed(
                "eval", "--model", model, "--data", animals, "--size", "40x32", "--mirrored", "--shifted");
    }

    @Test
    void whatIsWrongIsOneSentence() throws IOException {
        Path model = model(ANIMALS);
        CommandLineRun.refused(2, "Missing required option: '--data", "eval", "--model", model);
        CommandLineRun.refused(
                2, "--batch must be at least 1, not 0", "eval", "--model", model, "--data", animals, "--batch", 0);
        CommandLineRun.refused(1, "There is no data set nowhere", "eval", "--model", model, "--data", "nowhere");
        CommandLineRun.refused(
                2, "There is no engine 'abacus'", "eval", "--model", model, "--data", animals, "--engine", "abacus");
        CommandLineRun.refused(
                2,
                "ignore is for data to segment, not to classify",
                "eval",
                "--model",
                model,
                "--data",
                animals,
                "--ignore",
                3);
        CommandLineRun.refused(
                2,
                "The classes of " + animals + " are ",
                "eval",
                "--model",
                model,
                "--data",
                animals,
                "--labels",
                "a,b");
    }
}
