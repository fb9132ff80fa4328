package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A distribution leaves native libraries out: what needs them says so in a sentence, and all else goes without. */
class OptionalLibrariesTest {

    @TempDir
    Path folder;

    private String run(int status, Object... arguments) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(onnxruntime-[0-9.]+|(linux|macosx|windows)-\\w+)\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                JavaProcess.jdk().resolve("bin/java").toString(),
                "-Dsknet.kernels=scalar",
                "-cp",
                classPath,
                "io.github.sknet.cli.Sknet"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        String told = Files.readString(out);
        assertEquals(status, process.exitValue(), told);
        return told;
    }

    @Test
    void predictionNeedsNone() throws IOException, InterruptedException {
        Path model = SmallFiles.model(folder);
        Path picture = SmallFiles.picture(folder, "a.png", 28, 28);
        String told = run(0, "predict", "--model", model, picture);
        assertTrue(told.contains("a.png"), told);
    }

    @Test
    void whatNeedsOneSaysWhereItComesFrom() throws IOException, InterruptedException {
        Path model = SmallFiles.model(folder);
        Path picture = SmallFiles.picture(folder, "a.png", 28, 28);
        String onnx = "sknet: ONNX Runtime is needed, but is not on the class path: the artifact"
                + " com.microsoft.onnxruntime:onnxruntime has it (in a distribution, bin/sknet-natives onnxruntime gets it)\n";
        assertEquals(onnx, run(1, "predict", "--model", model, "--engine", "onnx", picture));
        assertEquals(
                onnx, run(1, "export", "--model", model, "--format", "onnx", "--out", folder.resolve("model.onnx")));
        String torch = run(1, "predict", "--model", model, "--engine", "torch", picture);
        assertTrue(torch.startsWith("sknet: There is no libtorch for the platform "), torch);
        assertTrue(torch.endsWith("(in a distribution, bin/sknet-natives pytorch gets it)\n"), torch);
        assertEquals(1, torch.lines().count(), torch);
    }
}
