package io.github.sknet.cli;

import java.util.logging.LogManager;

/**
 * Loggers that are heard to the end. Java's own manager takes their handlers away when the process is told to end, while a service
 * still answers what it has accepted.
 */
public final class LastingLogs extends LogManager {

    /** Java makes it by its name. */
    public LastingLogs() {}

    /** Leaves all as it is: what is logged here is flushed line by line, and nothing else needs an end. */
    @Override
    public void reset() {}
}
