package io.github.sknet.train.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryTest {

    private static final double ALLOWED_MEBIBYTES = 12;

    /**
     * Resident memory after thousands of steps: without a scope a step, this network would leave about 1 MiB at each. In a
     * process of its own, whose Java heap is resident from the start: a heap that fills grows like a leak.
     */
    @Test
    void staysFlatOverThousandsOfSteps(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        // Surefire's own class path is a jar that names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        TrainingSteps.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(errors));

        List<Double> grown =
                Files.readAllLines(output).stream().map(Double::valueOf).toList();
        assertFalse(grown.isEmpty());
        // Whatever is loaded late is loaded once; a leak grows every time.
        double least = grown.stream().min(Double::compare).orElseThrow();
        assertTrue(
                least <= ALLOWED_MEBIBYTES,
                "resident memory grew by " + grown + " MiB in windows of " + TrainingSteps.STEPS + " steps");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
