package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model whose answers are no numbers is of no use to any command, and each says so. */
class NotANumberTest {

    private static final String SENTENCE = "holds NaN or an infinity";

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeData() throws IOException {
        data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 6);
    }

    /** A model in whose last tensor one number is none. */
    private Path model(String name, float value) throws IOException {
        Architecture architecture = Architecture.of(name, 2, 1);
        Weights weights = Weights.initial(architecture.build(), 1);
        Tensor last =
                List.copyOf(weights.tensors().values()).get(weights.tensors().size() - 1);
        Arrays.fill(last.values(), value);
        Path file = folder.resolve(name + ".safetensors");
        ModelFile.of(architecture, weights)
                .withPreprocessing(Preprocessing.exactSize(1, 32, 32))
                .withLabels(List.of("columns", "rows"))
                .write(file);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"sknet_tiny, NaN", "sknet_tiny, Infinity", "fcos_sk_small, NaN", "semantic_fpn_sk_small, NaN"})
    void predictSaysSoOfEachImage(String name, float value) throws IOException {
        Path first = data.resolve("rows/0.png");
        Path second = data.resolve("rows/1.png");
        CommandLineRun text = CommandLineRun.of("predict", "--model", model(name, value), first, second);
        assertEquals(1, text.status(), text.err());
        assertEquals("", text.out());
        List<String> said = text.err().strip().lines().toList();
        assertEquals(2, said.size(), text.err());
        assertTrue(said.get(0).startsWith("sknet: " + first + ": The model's output '"), text.err());
        assertTrue(said.get(1).startsWith("sknet: " + second + ": The model's output '"), text.err());
        CommandLineRun json = CommandLineRun.of("predict", "--model", model(name, value), first, second, "--json");
        assertEquals(1, json.status(), json.err());
        JsonNode answers = new JsonMapper().readTree(json.lastLine());
        assertEquals(2, answers.size());
        for (JsonNode answer : answers) {
            assertTrue(answer.get("error").asText().contains(SENTENCE), json.out());
        }
    }

    @Test
    void explainSaysSo() throws IOException {
        Path out = folder.resolve("explained");
        CommandLineRun.refused(
                1, SENTENCE, "explain", "--model", model("sknet_tiny", Float.NaN), "--data", data, "--out", out);
        assertFalse(Files.exists(out), "nothing is written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx", "safetensors", "torchscript"})
    void exportSaysSo(String format) throws IOException {
        Path out = folder.resolve("exported");
        CommandLineRun.refused(
                1, SENTENCE, "export", "--model", model("sknet_tiny", Float.NaN), "--format", format, "--out", out);
        assertFalse(Files.exists(out), "nothing is written");
    }

    @Test
    void nothingIsLearnedFromIt() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "train",
                "--data",
                data,
                "--from",
                model("sknet_tiny", Float.NaN),
                "--epochs",
                1,
                "--batch",
                4,
                "--out",
                folder.resolve("run"));
        assertEquals(1, run.status(), run.err());
    }
}
