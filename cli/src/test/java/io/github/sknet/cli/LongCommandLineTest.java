package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A native library reads the process's command line, too: ONNX Runtime 1.29.0 ended the process where it neared 4 KB. */
class LongCommandLineTest {

    private static final int IMAGES = 300;

    @TempDir
    Path folder;

    @Test
    void predictTakesHundredsOfImages() throws IOException, InterruptedException {
        Path model = SmallFiles.model(folder);
        Path picture = SmallFiles.picture(folder, "picture.png", 28, 28);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                // Surefire's own class path is a jar that names the real one.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Sknet.class.getName(),
                "predict",
                "--engine",
                "onnx",
                "--json",
                "--model",
                model.toString()));
        for (int i = 0; i < IMAGES; i++) {
            command.add(
                    Files.copy(picture, folder.resolve("picture-" + i + ".png")).toString());
        }
        Path answers = folder.resolve("answers.json");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(answers.toFile())
                .redirectError(errors.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it ends");
        assertEquals(0, process.exitValue(), Files.readString(errors));
        JsonNode results = new JsonMapper().readTree(answers.toFile());
        assertEquals(IMAGES, results.size());
        results.forEach(result -> assertEquals(5, result.path("labels").size(), result.toString()));
    }
}
