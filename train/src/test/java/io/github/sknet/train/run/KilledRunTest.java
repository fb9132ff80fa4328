package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {

    private static final int KILLS = 20;
    /** A life ends after a random number of steps below this, and then a random while: also amid writing a file. */
    private static final int MOST_STEPS = 8;

    private static final int MOST_MILLIS = 20;
    /** Another seed, other moments: {@code -Dsknet.test.seed=2}. */
    private static final long SEED = Long.getLong("sknet.test.seed", 1);

    /** Killed twenty times at random moments and gone on with each time: the same run as in one go, bit for bit. */
    @Test
    void killedTwentyTimesItIsTheSameRun(@TempDir Path folder) throws IOException, InterruptedException {
        RunDirectory whole = new RunDirectory(folder.resolve("whole"));
        assertEquals(0, finish(start(whole.path(), folder)), () -> errors(folder));

        RunDirectory killed = new RunDirectory(folder.resolve("killed"));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < KILLS; i++) {
            Process process = start(killed.path(), folder);
            try (BufferedReader lines = process.inputReader()) {
                for (int line = random.nextInt(1 + MOST_STEPS); line >= 0; line--) {
                    assertTrue(lines.readLine() != null, () -> errors(folder));
                }
                Thread.sleep(random.nextInt(MOST_MILLIS));
                assertTrue(process.isAlive(), "killed in the middle of its work");
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
        }
        assertEquals(0, finish(start(killed.path(), folder)), () -> errors(folder));

        Runs.assertSame(whole, killed);
        assertEquals(
                IntStream.rangeClosed(1, KilledRun.RECIPE.epochs()).boxed().toList(),
                killed.readMetrics().stream().map(EpochMetrics::epoch).toList(),
                "each epoch once");
        try (Stream<Path> files = Files.list(killed.path())) {
            assertEquals(
                    Set.of(".lock", "config.json", "metrics.csv", "last.safetensors", "best.safetensors"),
                    Set.copyOf(files.map(file -> file.getFileName().toString()).toList()),
                    "nothing half-written stays");
        }
    }

    private static Process start(Path run, Path folder) throws IOException {
        // Surefire's own class path is a jar that names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        KilledRun.class.getName(),
                        run.toString()))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private static int finish(Process process) throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> {});
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it ends");
        return process.exitValue();
    }

    private static String errors(Path folder) {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
