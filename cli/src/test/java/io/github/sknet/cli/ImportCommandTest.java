package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints made into model files by the command. */
class ImportCommandTest {

    @TempDir
    Path folder;

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
                1, "is not text in UTF-8", and(words, "--labels", SmallFiles.picture(folder, "a.png", 1, 1)));
        assertFalse(Files.exists(model), "nothing may be written");
        CommandLineRun.succeed(and(words, "--labels", labels, "--channels", 3));
        assertEquals(
                List.of("a", "b", "c", "d", "e", "f", "g"),
                ModelFile.read(model).labels());
    }

    @Test
    void aFolderInPlaceOfAFileIsSaid() throws IOException {
        for (String option : List.of("--labels", "--preprocessing", "--config")) {
            CommandLineRun.refused(
                    2,
                    "Invalid value for option '" + option + "'",
                    "import",
                    "--from",
                    folder,
                    "--out",
                    folder.resolve("model.safetensors"),
                    option,
                    folder);
        }
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
    void importFindsOutWhatItIsGivenAndSaysSo() throws IOException {
        Weights weights = Weights.initial(Architecture.of("skresnet18", 3, 3).build(), 7);
        Path checkpoint = folder.resolve("model.safetensors");
        new Safetensors(Map.of(), weights.tensors()).write(checkpoint);
        Path model = folder.resolve("imported.safetensors");
        CommandLineRun run = CommandLineRun.succeed("import", "--from", checkpoint, "--out", model);
        assertTrue(run.out().contains("skresnet18, 3 classes, of timm"), run.out());
        assertTrue(run.out().contains("bicubic"), run.out());

        Path config = folder.resolve("cfg.json");
        Files.writeString(
                config,
                "{\"input_size\": [3, 96, 96], \"interpolation\": \"bilinear\", \"crop_pct\": 1.0, \"mean\": [0, 0, 0], "
                        + "\"std\": [1, 1, 1], \"label_names\": [\"a\", \"b\", \"c\"]}");
        CommandLineRun.succeed("import", "--from", checkpoint, "--out", model, "--config", config, "--no-ema");
        ModelFile imported = ModelFile.read(model);
        assertEquals(List.of("a", "b", "c"), imported.labels());
        assertEquals(96, imported.preprocessing().orElseThrow().resizeShorterSide());
        CommandLineRun.refused(
                1,
                "does not say whether it is a moving average",
                "import",
                "--from",
                checkpoint,
                "--out",
                model,
                "--ema");
        CommandLineRun.refused(
                2,
                "Options are a model's: name it",
                "import",
                "--from",
                checkpoint,
                "--out",
                model,
                "--option",
                "branches=3");
    }
}
