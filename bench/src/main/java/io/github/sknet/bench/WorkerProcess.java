package io.github.sknet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A contender that has started: it idles until it is its turn. */
final class WorkerProcess implements AutoCloseable {

    private static final int GRACE_SECONDS = 5;

    private final Contender contender;
    private final Path errors;
    private final Process process;
    private final BufferedReader in;
    private final PrintStream out;
    private final double firstResultMillis;

    /**
     * Starts a contender and waits for its first result.
     *
     * @throws IOException with the last line of its errors, when it fails
     */
    WorkerProcess(Contender contender) throws IOException {
        this.contender = contender;
        errors = Files.createTempFile("sknet-bench-" + contender.name(), ".log");
        long begin = System.nanoTime();
        process = contender.start(errors);
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answer("ready");
        firstResultMillis = (System.nanoTime() - begin) / 1e6;
    }

    Contender contender() {
        return contender;
    }

    /** From the start of its process to its first result, loading included. */
    double firstResultMillis() {
        return firstResultMillis;
    }

    /** Lets it work for about so long; the milliseconds of each iteration. */
    double[] run(double seconds) throws IOException {
        out.println(String.format(Locale.ROOT, "run %.3f", seconds));
        return Arrays.stream(answer("times"))
                .mapToDouble(nanos -> Long.parseLong(nanos) / 1e6)
                .toArray();
    }

    /** What it has used at most, in MiB, and the bytes of Java heap that an iteration allocates on its thread. */
    Memory memory() throws IOException {
        out.println("memory");
        String[] words = answer("memory");
        return new Memory(Long.parseLong(words[0]) / 1024.0, Long.parseLong(words[1]));
    }

    /** Where it is at this moment. */
    State state() throws IOException {
        out.println("state");
        String[] words = answer("state");
        return new State(Long.parseLong(words[0]) / 1024.0, Long.parseLong(words[1]) * 1e-9);
    }

    /** Resident memory in MiB, and seconds waited for data so far. */
    record State(double residentMib, double waitedSeconds) {}

    /** Peak resident memory in MiB, and bytes allocated per iteration. */
    record Memory(double peakResidentMib, long allocatedBytes) {}

    private String[] answer(String expected) throws IOException {
        String line = in.readLine();
        String[] words = line == null ? new String[] {""} : line.split(" ");
        if (!words[0].equals(expected)) {
            throw new IOException(contender.name() + " failed: " + lastError());
        }
        return Arrays.copyOfRange(words, 1, words.length);
    }

    private String lastError() throws IOException {
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
            System.getLogger(WorkerProcess.class.getName())
                    .log(System.Logger.Level.WARNING, "A log file stays behind: " + errors);
        }
    }
}
