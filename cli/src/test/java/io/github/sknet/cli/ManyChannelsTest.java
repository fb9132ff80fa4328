package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of more than three channels and more than 8 bits, from folders to answers, by the commands alone. */
class ManyChannelsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void trainsIsJudgedAnswersExplainsAndIsExported() throws IOException {
        Path data = SpectralFolders.write(folder.resolve("data"), List.of("field", "forest"), 16);
        // A picture among them is none of these images, and holds nothing up.
        Path odd = SmallFiles.picture(data.resolve("field"), "odd.png", 28, 28);
        Path run = folder.resolve("run");
        CommandLineRun trained = CommandLineRun.of(
                "train",
                "--data",
                data,
                "--model",
                "sknet_tiny",
                "--recipe",
                "quick",
                "--held-out",
                0.25,
                "--epochs",
                5,
                "--batch",
                4,
                "--lr",
                0.02,
                "--set",
                "augmentation.brightness=0.1",
                "--set",
                "augmentation.contrast=0.1",
                "--set",
                "augmentation.saturation=0.5",
                "--out",
                run);
        assertEquals(0, trained.status(), trained.err());
        assertTrue(
                trained.out().contains("5 channels, as the images have, normalised by the mean and the deviation of "),
                trained.out());
        assertTrue(
                trained.err().contains(odd + ": an image of 3 channels is no input of 5 channels")
                        || trained.err().contains("odd.png: an image of 3 channels is no input of 5 channels"),
                trained.err());
        Path model = run.resolve("best.safetensors");
        Preprocessing preprocessing = ModelFile.read(model).preprocessing().orElseThrow();
        assertEquals(5, preprocessing.channels());
        assertEquals(455 / 65_535.0, preprocessing.mean().get(4), 30 / 65_535.0);
        assertEquals(125 / 65_535.0, preprocessing.std().get(4), 30 / 65_535.0);

        CommandLineRun explained =
                CommandLineRun.of("explain", "--model", model, "--data", data, "--out", folder.resolve("why"));
        assertEquals(0, explained.status(), explained.err());
        assertTrue(
                explained.err().contains("odd.png: an image of 3 channels is no input of 5 channels"), explained.err());
        Files.delete(odd);
        JsonNode judged = JSON.readTree(CommandLineRun.succeed("eval", "--model", model, "--data", data, "--json")
                .lastLine());
        assertTrue(judged.get("top1").asDouble() > 0.9, judged.toString());
        Path forest = data.resolve("forest/0.tif");
        for (String engine : List.of("java", "onnx", "torch")) {
            JsonNode answers = JSON.readTree(CommandLineRun.succeed(
                            "predict",
                            "--model",
                            model,
                            "--engine",
                            engine,
                            "--json",
                            "--kernels",
                            data.resolve("field/0.tif"),
                            forest)
                    .lastLine());
            assertEquals("field", answers.at("/0/labels/0/label").asText(), engine);
            assertEquals("forest", answers.at("/1/labels/0/label").asText(), engine);
        }
        CommandLineRun.succeed("predict", "--model", model, "--out", folder.resolve("pictures"), forest);

        Path exported = folder.resolve("bands.onnx");
        CommandLineRun.succeed("export", "--model", model, "--format", "onnx", "--out", exported);
        Path back = folder.resolve("back.safetensors");
        CommandLineRun.succeed("import", "--from", exported, "--out", back);
        assertEquals(5, ModelFile.read(back).graph().inputChannels());
        assertEquals(preprocessing, ModelFile.read(back).preprocessing().orElseThrow());
    }

    @Test
    void anImageOfOtherChannelsIsNamed() throws IOException {
        Path data = SpectralFolders.write(folder.resolve("data"), List.of("field"), 1);
        CommandLineRun.refused(
                1,
                "0.tif: an image of 5 channels is no input of 1 channel",
                "predict",
                "--model",
                SmallFiles.model(folder),
                data.resolve("field/0.tif"));
    }

    @Test
    void channelsMayBeAskedFor() throws IOException {
        Path data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 4);
        Path run = folder.resolve("run");
        CommandLineRun trained = CommandLineRun.succeed(
                "train",
                "--data",
                data,
                "--model",
                "sknet_tiny",
                "--channels",
                3,
                "--epochs",
                1,
                "--batch",
                2,
                "--held-out",
                0.5,
                "--out",
                run);
        assertTrue(trained.out().contains("3 channels, as asked for"), trained.out());
        assertEquals(3, ModelFile.read(run.resolve("best.safetensors")).graph().inputChannels());
        CommandLineRun.refused(
                2,
                "an image of 1 channel is no input of 4 channels",
                "train",
                "--data",
                data,
                "--model",
                "sknet_tiny",
                "--channels",
                4,
                "--out",
                folder.resolve("other"));
        CommandLineRun.refused(
                2,
                "A number of channels is for models by name",
                "train",
                "--data",
                data,
                "--from",
                run.resolve("best.safetensors"),
                "--channels",
                1);
    }
}
