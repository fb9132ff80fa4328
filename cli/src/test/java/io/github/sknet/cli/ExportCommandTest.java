package io.github.sknet.cli;

import static io.github.sknet.cli.CommandLineRun.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.TensorDifference;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are made in a special way, and what is told of them. */
class ExportCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path model;
    private Path data;

    @BeforeEach
    void write() throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 2, 1);
        model = folder.resolve("tiny.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(List.of("columns", "rows"))
                .withPreprocessing(Preprocessing.exactSize(1, 28, 28))
                .write(model);
        data = StripeFolders.write(folder.resolve("stripes"), List.of("columns", "rows"), 12);
    }

    private CommandLineRun export(Object... more) {
        Path out = folder.resolve("out.onnx");
        return CommandLineRun.succeed(words(out, "onnx", more));
    }

    private Object[] words(Path out, String format, Object... more) {
        Object[] words = new Object[7 + more.length];
        Object[] first = {"export", "--model", model, "--format", format, "--out", out};
        System.arraycopy(first, 0, words, 0, first.length);
        System.arraycopy(more, 0, words, first.length, more.length);
        return words;
    }

    private JsonNode judged(Path model, Object... more) throws IOException {
        Object[] words = new Object[6 + more.length];
        Object[] first = {"eval", "--model", model, "--data", data, "--json"};
        System.arraycopy(first, 0, words, 0, first.length);
        System.arraycopy(more, 0, words, first.length, more.length);
        return JSON.readTree(CommandLineRun.succeed(words).lastLine());
    }

    @Test
    void integersAreComparedAndJudged() throws IOException {
        JsonNode told = JSON.readTree(export("--int8", "--calibrate", data, "--calibrate-images", 10, "--json")
                .lastLine());
        assertEquals(10, told.at("/int8/images").asInt());
        assertTrue(told.at("/int8/layers").asInt() > 5, told.toString());
        double difference = told.at("/int8/logits/difference").asDouble();
        assertTrue(
                difference > 0 && difference < told.at("/int8/logits/largest").asDouble() / 5, told.toString());
        assertTrue(told.at("/int8/logits/agreement").isNumber(), told.toString());

        JsonNode exact = judged(model);
        JsonNode rough = judged(model, "--onnx", folder.resolve("out.onnx"));
        assertEquals(24, rough.get("images").asInt());
        assertEquals(exact.get("top1").asDouble(), rough.get("top1").asDouble(), 0.1);
    }

    /** Weights of the other sign give the other answer, whichever model the file is said to be of. */
    @Test
    void aFileIsJudgedInPlaceOfTheModel() throws IOException {
        ModelFile own = ModelFile.read(model);
        Map<String, Tensor> tensors = new LinkedHashMap<>(own.weights().tensors());
        own.graph().nodes().stream()
                .filter(node ->
                        node.op() instanceof Linear && own.graph().outputs().containsValue(node.name()))
                .forEach(node -> Stream.of("weight", "bias")
                        .map(node::parameterName)
                        .forEach(name -> tensors.computeIfPresent(name, (key, tensor) -> negated(tensor))));
        ModelFile other = ModelFile.of(Architecture.of("sknet_tiny", 2, 1), new Weights(tensors))
                .withLabels(own.labels())
                .withPreprocessing(own.preprocessing().orElseThrow());
        Path negative = folder.resolve("negative.safetensors");
        other.write(negative);
        double positive = judged(model).get("top1").asDouble();
        assertEquals(1 - positive, judged(negative).get("top1").asDouble(), 1e-9);

        Path file = folder.resolve("negative.onnx");
        CommandLineRun.succeed("export", "--model", negative, "--format", "onnx", "--opset", 13, "--out", file);
        assertEquals(1 - positive, judged(model, "--onnx", file).get("top1").asDouble(), 1e-9);
    }

    private static Tensor negated(Tensor tensor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
        return new Tensor(tensor.shape(), values);
    }

    @Test
    void aFolderOfImagesCalibratesToo() throws IOException {
        Path images = data.resolve("rows");
        Files.writeString(images.resolve("notes.txt"), "no image");
        String told = export("--int8", "--calibrate", images).out();
        assertTrue(told.contains("calibrated by 12 images"), told);
        Files.write(images.resolve("0.png"), Arrays.copyOf(Files.readAllBytes(images.resolve("0.png")), 60));
        CommandLineRun run =
                CommandLineRun.of(words(folder.resolve("out.onnx"), "onnx", "--int8", "--calibrate", images));
        assertTrue(run.out().contains("calibrated by 11 images"), run.out());
        assertEquals(1, run.err().lines().filter(line -> line.contains("0.png")).count(), run.err());
        assertTrue(told.contains("of 12 images") && told.contains("output logits: at most"), told);
    }

    /** All that a model file says stays, and the weights are the nearest that half precision has. */
    @Test
    void aModelIsWrittenInHalfTheBytes() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        Path half = folder.resolve("half.safetensors");
        CommandLineRun.succeed(words(whole, "model"));
        CommandLineRun.succeed(words(half, "model", "--half"));
        ModelFile own = ModelFile.read(model);
        ModelFile read = ModelFile.read(half);
        for (ModelFile written : List.of(ModelFile.read(whole), read)) {
            assertEquals(own.metadata(), written.metadata());
        }
        assertEquals(own.weights(), ModelFile.read(whole).weights());
        own.weights()
                .tensors()
                .forEach((name, tensor) -> assertTrue(
                        TensorDifference.between(tensor, read.weights().get(name))
                                .isWithin(0x1p-11),
                        name));
        assertTrue(Files.size(half) < 0.7 * Files.size(whole), Files.size(half) + " of " + Files.size(whole));
        assertEquals(
                judged(model).get("top1").asDouble(), judged(half).get("top1").asDouble(), 0.05);
    }

    @Test
    void whatDoesNotFitIsSaid() throws IOException {
        Path out = folder.resolve("none");
        refused(2, "--int8 needs --calibrate", words(out, "onnx", "--int8"));
        refused(2, "always compared", words(out, "onnx", "--int8", "--calibrate", data, "--no-check"));
        refused(2, "go with --int8", words(out, "onnx", "--calibrate", data));
        refused(2, "go with --format onnx", words(out, "torchscript", "--int8", "--calibrate", data));
        refused(2, "go with --format onnx", words(out, "safetensors", "--opset", 17));
        refused(2, "--half goes with", words(out, "onnx", "--half"));
        refused(2, "At least one image", words(out, "onnx", "--int8", "--calibrate", data, "--calibrate-images", 0));
        refused(1, "nowhere", words(out, "onnx", "--int8", "--calibrate", folder.resolve("nowhere")));
        assertFalse(Files.exists(out));
        refused(2, "no --engine", "eval", "--model", model, "--data", data, "--onnx", out, "--engine", "java");
        refused(1, "ONNX Runtime", "eval", "--model", model, "--data", data, "--onnx", model);
    }
}
