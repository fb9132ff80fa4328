package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code export} replaces, and what it leaves alone. */
class ExportedFileTest {

    @TempDir
    Path folder;

    private Path model(String... labels) throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", labels.length, 3);
        Path file = folder.resolve(labels[0] + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(List.of(labels))
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32))
                .write(file);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "onnx", "safetensors", "torchscript"})
    void onlyWhatExportHasWrittenIsReplaced(String format) throws IOException {
        Path out = folder.resolve("out.bin");
        Path model = model("cat", "dog");
        Object[] export = {"export", "--model", model, "--format", format, "--out", out};
        CommandLineRun.succeed(export);
        CommandLineRun.succeed(export);
        byte[] exported = Files.readAllBytes(out);
        for (byte[] foreign : List.of("mine".getBytes(), new byte[0], Files.readAllBytes(model))) {
            Files.write(out, foreign);
            CommandLineRun.refused(1, out + " is there already and was not written by export; --force", export);
            assertEquals(foreign.length, Files.size(out));
        }
        Object[] forced = {"export", "--model", model, "--format", format, "--out", out, "--force"};
        CommandLineRun.succeed(forced);
        assertEquals(exported.length, Files.size(out));
    }

    @Test
    void theModelItselfIsNotReplacedByItsTensors() throws IOException {
        Path model = model("cat", "dog");
        CommandLineRun.refused(
                1, "--force replaces it", "export", "--model", model, "--format", "safetensors", "--out", model);
        assertEquals(List.of("cat", "dog"), ModelFile.read(model).labels());
    }

    @Test
    void labelsOfAnotherModelStayBesideIt() throws IOException {
        CommandLineRun.succeed(
                "export", "--model", model("cat", "dog"), "--format", "torchscript", "--out", folder.resolve("a.pt"));
        Object[] other = {
            "export", "--model", model("cow", "hen"), "--format", "torchscript", "--out", folder.resolve("b.pt")
        };
        CommandLineRun.refused(1, folder.resolve("synset.txt") + " is there already and says something else", other);
        assertTrue(Files.notExists(folder.resolve("b.pt")));
        assertEquals("cat\ndog\n", Files.readString(folder.resolve("synset.txt")));
    }
}
