package io.github.sknet.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far long work is: a bar on a terminal, nothing elsewhere (where the commands print lines). Whether there is a
 * terminal is said by the launcher, as the property {@code sknet.terminal}: Java's own answer differs by release.
 */
final class TerminalBar implements AutoCloseable {

    private static final int UPDATE_MILLIS = 200;
    private static final int WIDTH = 80;

    private final String task;
    private ProgressBar bar;

    /** A bar that begins when it is first known how long the work is. */
    TerminalBar(String task) {
        this.task = task;
    }

    /** True where a person is watching standard error. */
    static boolean onTerminal() {
        return Boolean.getBoolean("sknet.terminal");
    }

    /** So many of the steps are done. */
    void to(long step, long steps) {
        if (bar == null && onTerminal()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setMaxRenderedLength(WIDTH)
                    .hideEta()
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    /** What stands behind the bar. */
    void message(String message) {
        if (bar != null) {
            bar.setExtraMessage(" " + message);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
