package io.github.sknet.graph;

/** The rule that every pooling window sees at least one pixel. */
final class PoolPadding {

    private PoolPadding() {}

    static void check(String op, Window window) {
        if (2 * window.padding().height() > window.kernel().height()
                || 2 * window.padding().width() > window.kernel().width()) {
            throw new IllegalArgumentException(op + ": the padding may be at most half the kernel, not " + window);
        }
    }
}
