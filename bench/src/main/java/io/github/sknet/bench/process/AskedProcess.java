package io.github.sknet.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that is asked in lines and answers each with a line, whose first word says what it is. It ends when nobody asks any more. */
public final class AskedProcess implements AutoCloseable {

    private static final int GRACE_SECONDS = 10;

    /** What starts a process. */
    @FunctionalInterface
    public interface Starter {

        /**
         * Starts it.
         *
         * @param errors the file that its standard error goes to
         */
        Process start(Path errors) throws IOException;
    }

    private final String name;
    private final Path errors;
    private final Process process;
    private final BufferedReader in;
    private final PrintStream out;

    /**
     * Starts a process.
     *
     * @param name what it is called when it fails
     */
    public AskedProcess(String name, Starter starter) throws IOException {
        this.name = name;
        errors = Files.createTempFile("sknet-bench-", ".log");
        process = starter.start(errors);
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Asks; {@link #answer} follows. */
    public void ask(String line) {
        out.println(line);
    }

    /**
     * Waits for an answer.
     *
     * @param expected its first word
     * @return the words behind it
     * @throws IOException with the first of its errors, when it says anything else or has ended
     */
    public String[] answer(String expected) throws IOException {
        String line = in.readLine();
        String[] words = line == null ? new String[] {""} : line.split(" ");
        if (!words[0].equals(expected)) {
            throw new IOException(name + " failed: " + firstError());
        }
        return Arrays.copyOfRange(words, 1, words.length);
    }

    /** The first line of its errors that names one, else the last line. */
    public String firstError() throws IOException {
        List<String> lines = Files.readAllLines(errors);
        return lines.stream()
                .filter(line -> line.contains("Exception") || line.contains("Error"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }

    @Override
    public void close() {
        out.close();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(errors);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.getLogger(AskedProcess.class.getName())
                    .log(System.Logger.Level.WARNING, "A log file stays behind: " + errors);
        }
    }
}
