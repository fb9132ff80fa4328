package io.github.sknet.bench.worker;

/** What is timed. */
public interface Subject extends AutoCloseable {

    /** Does the work of one turn's iteration once. */
    void run();

    /** How long it has waited for data so far, in nanoseconds. */
    default long waitedNanos() {
        return 0;
    }

    @Override
    void close();
}
