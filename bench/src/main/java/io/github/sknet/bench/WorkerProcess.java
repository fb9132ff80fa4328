package io.github.sknet.bench;

import io.github.sknet.bench.process.AskedProcess;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** A contender that has started: it idles until it is its turn. */
final class WorkerProcess implements AutoCloseable {

    private final Contender contender;
    private final AskedProcess process;
    private final double firstResultMillis;

    /**
     * Starts a contender and waits for its first result.
     *
     * @throws IOException with its error, when it fails
     */
    WorkerProcess(Contender contender) throws IOException {
        this.contender = contender;
        long begin = System.nanoTime();
        process = new AskedProcess(contender.name(), contender::start);
        process.answer("ready");
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
        process.ask(String.format(Locale.ROOT, "run %.3f", seconds));
        return Arrays.stream(process.answer("times"))
                .mapToDouble(nanos -> Long.parseLong(nanos) / 1e6)
                .toArray();
    }

    /** What it has used at most, in MiB, and the bytes of Java heap that an iteration allocates on its thread. */
    Memory memory() throws IOException {
        process.ask("memory");
        String[] words = process.answer("memory");
        return new Memory(Long.parseLong(words[0]) / 1024.0, Long.parseLong(words[1]));
    }

    /** Where it is at this moment. */
    State state() throws IOException {
        process.ask("state");
        String[] words = process.answer("state");
        return new State(Long.parseLong(words[0]) / 1024.0, Long.parseLong(words[1]) * 1e-9);
    }

    /** Resident memory in MiB, and seconds waited for data so far. */
    record State(double residentMib, double waitedSeconds) {}

    /** Peak resident memory in MiB, and bytes allocated per iteration. */
    record Memory(double peakResidentMib, long allocatedBytes) {}

    @Override
    public void close() {
        process.close();
    }
}
