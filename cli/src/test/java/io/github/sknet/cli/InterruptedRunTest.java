package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.train.run.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal's interrupt ends a run with what goes on from there. */
class InterruptedRunTest {

    @TempDir
    Path folder;

    @Test
    void theLastLinesSayWhereTheReportIsAndHowToGoOn() throws IOException, InterruptedException {
        Path data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 10);
        Path run = folder.resolve("a run");
        Process process = new ProcessBuilder(
                        JavaProcess.jdk().resolve("bin/java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.github.sknet.cli.Sknet",
                        "train",
                        "--data",
                        data.toString(),
                        "--model",
                        "sknet_tiny",
                        "--batch",
                        "4",
                        "--epochs",
                        "100000",
                        "--out",
                        run.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("epoch ") && lines.stream().noneMatch(said -> said.startsWith("epoch "))) {
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
                }
                lines.add(line);
            }
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        String all = String.join("\n", lines);
        assertTrue(lines.stream().filter(line -> line.startsWith("epoch ")).allMatch(line -> line.length() <= 80), all);
        assertTrue(lines.contains("stopping: the checkpoint and the report are being written …"), all);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("stopped after ")), all);
        Path report = new RunDirectory(run).report();
        assertEquals(
                List.of("the report: " + report, "to go on: sknet train --resume '" + run + "'"),
                lines.subList(lines.size() - 2, lines.size()));
        assertTrue(Files.exists(report));
    }
}
