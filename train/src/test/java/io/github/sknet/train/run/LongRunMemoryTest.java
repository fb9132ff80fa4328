package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRunMemoryTest {

    private static final int WARM_UP = 30;
    private static final int WINDOW = 30;
    private static final double ALLOWED_MEBIBYTES = 6;

    /**
     * What an epoch leaves behind, its evaluation and checkpoint among it, would add up. The Java heap of the process is resident
     * from the start, since a heap that fills grows like a leak.
     */
    @Test
    void memoryLevelsOffOverEpochs(@TempDir Path folder) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        RunDirectory run = new RunDirectory(folder.resolve("run"));
        // Surefire's own class path is a jar that names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms96m",
                        "-Xmx96m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        LongRun.class.getName(),
                        run.path().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(errors));

        List<Double> resident = run.readMetrics().stream()
                .map(row -> row.values().get("resident_mib"))
                .toList();
        assertEquals(LongRun.EPOCHS, resident.size());
        // Whatever is loaded late is loaded once; a leak grows every time.
        double least = IntStream.iterate(WARM_UP, from -> from + WINDOW < resident.size(), from -> from + WINDOW)
                .mapToDouble(from -> resident.get(from + WINDOW) - resident.get(from))
                .min()
                .orElseThrow();
        assertTrue(least <= ALLOWED_MEBIBYTES, "resident memory by epoch, in MiB: " + resident);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
