package io.github.sknet.cli;

/** What {@code --threads} means. The launcher reads it as well, because libtorch's pools need it before the JVM starts. */
final class Threads {

    private Threads() {}

    /** The given number, or all processors. */
    static int orAll(Integer threads) {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("--threads must be in 1 … 1024, not " + threads);
        }
        return threads;
    }
}
