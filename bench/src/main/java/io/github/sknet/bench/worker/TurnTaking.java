package io.github.sknet.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * A worker's side of the conversation. It answers one line a request:
 *
 * <ul>
 *   <li>at the start, after the first result: {@code ready}
 *   <li>{@code run SECONDS}: works for about so long, then {@code times NANOS NANOS …}, one an iteration
 *   <li>{@code memory}: {@code memory PEAK_RESIDENT_KIB BYTES_PER_ITERATION}
 *   <li>{@code state}: {@code state RESIDENT_KIB WAITED_NANOS}, at this moment
 * </ul>
 *
 * The end of its input ends it.
 */
public final class TurnTaking {

    private static final int ALLOCATION_RUNS = 20;
    private static final int MAX_RUNS_A_TURN = 100_000;

    private final PrintStream out;

    /** Takes the process's standard output for the conversation; whatever else prints there goes to standard error. */
    public TurnTaking() {
        this.out = System.out;
        System.setOut(System.err);
    }

    /**
     * Talks until the input ends.
     *
     * @param subject whose first run has been done
     */
    public void serve(Subject subject) throws IOException {
        answer("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "run" -> answer(times(subject, Double.parseDouble(words[1])));
                case "memory" -> answer("memory " + kibibytes("VmHWM:") + " " + allocatedPerRun(subject));
                case "state" -> answer("state " + kibibytes("VmRSS:") + " " + subject.waitedNanos());
                default -> throw new IOException("A worker does not know '" + line + "'");
            }
        }
    }

    private static String times(Subject subject, double seconds) {
        StringJoiner nanos = new StringJoiner(" ", "times ", "");
        long deadline = System.nanoTime() + (long) (seconds * 1e9);
        int runs = 0;
        do {
            long begin = System.nanoTime();
            subject.run();
            nanos.add(Long.toString(System.nanoTime() - begin));
            runs++;
        } while (System.nanoTime() < deadline && runs < MAX_RUNS_A_TURN);
        return nanos.toString();
    }

    /** An entry of Linux's account of the process: VmRSS is resident memory, VmHWM the most that ever was; −1 elsewhere. */
    private static long kibibytes(String entry) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(entry)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return -1;
    }

    private static long allocatedPerRun(Subject subject) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < ALLOCATION_RUNS; i++) {
            subject.run();
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / ALLOCATION_RUNS;
    }

    private void answer(String line) {
        out.println(line);
        out.flush();
    }
}
