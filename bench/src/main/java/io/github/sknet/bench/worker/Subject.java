package io.github.sknet.bench.worker;

/** What is timed. */
public interface Subject extends AutoCloseable {

    /** Does the work of one turn's iteration once. */
    void run();

    @Override
    void close();
}
