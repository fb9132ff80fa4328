package io.github.sknet.train.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where there is no libtorch, or one whose libraries the system does not have. In processes of their own. */
class NativeLibrariesTest {

    /** What such a process runs. */
    static final class Start {

        private Start() {}

        public static void main(String[] arguments) {
            try {
                TorchRuntime.start();
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void noneIsNamed(@TempDir Path folder) throws IOException, InterruptedException {
        assertEquals(
                "There is no libtorch for the platform " + Loader.getPlatform()
                        + ": the artifact org.bytedeco:pytorch is needed with that classifier on the class path, or on the module"
                        + " path with --add-modules ALL-MODULE-PATH (in a distribution, bin/sknet-natives pytorch gets it)",
                start(folder, withoutLibtorch()));
    }

    /** As a libtorch for GPUs does without CUDA. */
    @Test
    void oneThatCannotBeLoadedIsASentence(@TempDir Path folder) throws IOException, InterruptedException {
        Path libraries =
                Files.createDirectories(folder.resolve("org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu"));
        Files.writeString(libraries.resolve("libjnitorch.so"), "no library");
        String said = start(folder, folder + File.pathSeparator + withoutLibtorch());
        assertTrue(
                said.startsWith("libtorch can't be loaded (one for GPUs needs NVIDIA's driver, CUDA and cuDNN): "),
                said);
        assertTrue(said.contains("libjnitorch.so: file too short"), said);
    }

    private static String withoutLibtorch() {
        List<String> entries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*pytorch-[^/]*" + Loader.getPlatform() + "[^/]*\\.jar"))
                .toList();
        return entries.stream().collect(Collectors.joining(File.pathSeparator));
    }

    /** The last line of what the process says: the JVM may warn of the library first. */
    private static String start(Path folder, String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"),
                        "-cp",
                        classPath,
                        Start.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip().lines().reduce((first, second) -> second).orElse("");
    }
}
