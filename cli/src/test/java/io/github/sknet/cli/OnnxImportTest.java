package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sknet.graph.models.ModelFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX files made into model files by the command, and what the other commands make of these. */
class OnnxImportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void nothingIsWrittenYet() {
        model = folder.resolve("model.safetensors");
    }

    private static Path file(String path) throws URISyntaxException {
        return OnnxFixturesTest.folder().resolve(path);
    }

    private static Path selectiveKernels() throws URISyntaxException {
        return file("torchvision/seed_sk_tiny-opset13/model.onnx");
    }

    @Test
    void saysWhatWasTakenToBeSoAndHowFarOnnxRuntimeIs() throws IOException, URISyntaxException {
        Path labels = Files.write(
                folder.resolve("labels.txt"),
                IntStream.range(0, 10).mapToObj(i -> "class " + i).toList());
        CommandLineRun run =
                CommandLineRun.succeed("import", "--from", selectiveKernels(), "--out", model, "--labels", labels);
        assertTrue(run.out().contains("how images are prepared is not in the file"), run.out());
        assertTrue(run.out().contains("from ONNX Runtime's, whose largest value is"), run.out());
        assertTrue(run.lastLine().contains("a network to classify, 38 nodes"), run.out());
        ModelFile written = ModelFile.read(model);
        assertEquals("class 3", written.labels().get(3));
        assertEquals(2, written.graph().selections().size());
        JsonNode told =
                JSON.readTree(CommandLineRun.succeed("import", "--from", selectiveKernels(), "--out", model, "--json")
                        .lastLine());
        assertTrue(told.at("/differences/output").asDouble() < 1e-4, told.toString());
    }

    @Test
    void anImportedNetworkIsLikeAnyOther() throws IOException, URISyntaxException {
        Path data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 6);
        CommandLineRun.succeed("import", "--from", selectiveKernels(), "--out", model);
        CommandLineRun.succeed("info", model, "--plan");
        CommandLineRun.succeed("predict", "--model", model, "--kernels", data.resolve("rows/3.png"));
        Path run = folder.resolve("run");
        CommandLineRun.succeed("train", "--from", model, "--data", data, "--epochs", 1, "--batch", 6, "--out", run);
        Path trained = run.resolve("best.safetensors");
        assertEquals(2, ModelFile.read(trained).outputs().classes());
        CommandLineRun.succeed("eval", "--model", trained, "--data", data);
        CommandLineRun.succeed("explain", "--model", trained, "--data", data, "--out", folder.resolve("explained"));
        CommandLineRun.succeed(
                "export", "--model", trained, "--format", "torchscript", "--out", folder.resolve("model.pt"));
        Path exported = folder.resolve("again.onnx");
        CommandLineRun.succeed("export", "--model", trained, "--format", "onnx", "--out", exported);
        // What this project writes brings labels, task and preprocessing along.
        Path again = folder.resolve("again.safetensors");
        CommandLineRun.succeed("import", "--from", exported, "--out", again);
        ModelFile first = ModelFile.read(trained);
        ModelFile second = ModelFile.read(again);
        assertEquals(first.labels(), second.labels());
        assertEquals(first.preprocessing(), second.preprocessing());
        assertEquals(2, second.graph().selections().size(), "selections of this project's own export");
    }

    /** Of what a network says by shares answers would make a softmax once more. */
    @Test
    void aSoftmaxAtTheEndIsLeftToTheAnswers() throws IOException, URISyntaxException {
        CommandLineRun run = CommandLineRun.succeed(
                "import", "--from", file("light/light_squeezenet.onnx"), "--out", model, "--size", 224);
        assertTrue(run.out().contains("the softmax of the output 'softmaxout_1' is left to the answers"), run.out());
        assertEquals(1000, ModelFile.read(model).outputs().classes());
    }

    @Test
    void whatCantBeImportedIsRefusedAndNothingIsWritten() throws IOException, URISyntaxException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "no network");
        CommandLineRun.refused(1, "is no ONNX file", "import", "--from", text, "--out", model);
        CommandLineRun.refused(
                1,
                "fit no task",
                "import",
                "--from",
                file("operators/ConvTranspose2d/model.onnx"),
                "--out",
                model,
                "--no-check");
        CommandLineRun.refused(
                2, "The network is not", "import", "--from", selectiveKernels(), "--out", model, "--task", "segment");
        CommandLineRun.refused(
                2,
                "an ONNX file brings its network along",
                "import",
                "--from",
                selectiveKernels(),
                "--out",
                model,
                "--model",
                "resnet18");
        CommandLineRun.refused(
                2, "go with an ONNX file", "import", "--from", folder, "--out", model, "--task", "classify");
        assertFalse(Files.exists(model));
    }
}
