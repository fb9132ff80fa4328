package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.train.torch.TorchRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train} computes with, without the launcher. */
class HardwareOptionsTest {

    @TempDir
    Path folder;

    @Test
    void threadsReachLibtorch() throws IOException {
        CommandLineRun run = train("--threads", "3");
        assertEquals(0, run.status(), run.err());
        assertEquals(3, TorchRuntime.start().threads());
    }

    @Test
    void aDeviceThatIsNotThereIsOneSentence() throws IOException {
        CommandLineRun run = train("--device", "cuda:99");
        assertEquals(2, run.status());
        assertTrue(run.err().startsWith("sknet: There is no device cuda:99: "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(Files.notExists(folder.resolve("run")), "nothing was begun");
    }

    @Test
    void aDeviceThatIsNoneIsOneSentence() throws IOException {
        assertEquals(
                "sknet: A device is cpu, cuda or cuda:N, not 'gpu'",
                train("--device", "gpu").err().strip());
    }

    /** One epoch on eight pictures, black but for a pixel. */
    private CommandLineRun train(String... options) throws IOException {
        for (int i = 0; i < 8; i++) {
            Path label = Files.createDirectories(folder.resolve("data").resolve(i % 2 == 0 ? "even" : "odd"));
            BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(0, 0, 28, 28, new int[28 * 28], 0, 28);
            picture.setRGB(i, i, i % 2 == 0 ? 0 : 255);
            ImageIO.write(picture, "png", label.resolve(i + ".png").toFile());
        }
        List<Object> words =
                new ArrayList<>(List.of("train", "--data", folder.resolve("data"), "--model", "sknet_tiny"));
        words.addAll(List.of("--held-out", "0.5", "--epochs", "1", "--batch", "4", "--out", folder.resolve("run")));
        words.addAll(List.of(options));
        return CommandLineRun.of(words.toArray());
    }
}
