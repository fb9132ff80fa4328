package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, which ended well.
 *
 * @param out its standard output
 * @param err its standard error
 */
record JavaProcess(String out, String err) {

    /**
     * Starts a program and waits for its end.
     *
     * @param home of the JDK, or a run-time image
     * @param folder for the program's words
     */
    static JavaProcess succeed(Path home, Path folder, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(arguments);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it ends");
        JavaProcess ended = new JavaProcess(Files.readString(out), Files.readString(err));
        assertEquals(0, process.exitValue(), ended.err);
        return ended;
    }

    /** The JDK that runs the tests. */
    static Path jdk() {
        return Path.of(System.getProperty("java.home"));
    }
}
