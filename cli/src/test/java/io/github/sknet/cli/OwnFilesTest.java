package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands that write a file replace, and what they leave alone. */
class OwnFilesTest {

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

    private static Object[] command(String name, Path from, Path out) {
        return switch (name) {
            case "export" -> new Object[] {"export", "--model", from, "--format", "safetensors", "--out", out};
            case "import" ->
                new Object[] {
                    "import", "--from", from, "--model", "sknet_tiny", "--classes", 2, "--channels", 3, "--out", out
                };
            default -> new Object[] {"surgery", "--from", from, "--after", "basic_conv.2", "--out", out};
        };
    }

    private static Object[] forced(Object[] command) {
        return Stream.concat(Stream.of(command), Stream.of("--force")).toArray();
    }

    /** The names of commands that make a model file of a file. */
    @ParameterizedTest
    @ValueSource(strings = {"import", "surgery"})
    void onlyTheCommandsOwnFilesAreReplaced(String name) throws IOException {
        Path out = folder.resolve("out.bin");
        Path model = model("cat", "dog");
        Object[] command = command(name, model, out);
        CommandLineRun.succeed(command);
        CommandLineRun.succeed(command);
        for (byte[] foreign : List.of("mine".getBytes(), Files.readAllBytes(model))) {
            Files.write(out, foreign);
            CommandLineRun.refused(1, out + " is there already and was not written by " + name + "; --force", command);
            assertArrayEquals(foreign, Files.readAllBytes(out));
        }
        CommandLineRun.succeed(forced(command));
        assertEquals(2, ModelFile.read(out).outputs().classes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "import", "surgery"})
    void whatIsReadIsNeverReplaced(String name) throws IOException {
        Path model = model("cat", "dog");
        CommandLineRun.refused(2, "is the file that is read", forced(command(name, model, model)));
        assertEquals(List.of("cat", "dog"), ModelFile.read(model).labels());
    }

    /** Before the work: what is read is none, and nobody looks at it. */
    @ParameterizedTest
    @ValueSource(strings = {"export", "import", "surgery"})
    void whereNothingCanBeWrittenNothingIsRead(String name) throws IOException {
        Path from = Files.writeString(folder.resolve("from.safetensors"), "no model");
        Path lost = folder.resolve("missing/out.bin");
        CommandLineRun.refused(
                2, "Cannot write " + lost + ": there is no folder " + lost.getParent(), command(name, from, lost));
        CommandLineRun.refused(2, folder + " is a folder, and a file is to be written", command(name, from, folder));
    }

    @Test
    void aFileOfTheFolderThatIsReadIsNotReplaced() throws IOException {
        Path model = Files.move(model("cat", "dog"), folder.resolve("model.safetensors"));
        CommandLineRun.refused(2, "is in the folder that is read", forced(command("import", folder, model)));
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
