package io.github.sknet.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the libraries log, as single lines: warnings, or everything that says what took effect. */
final class Logging {

    /** Of all that is ours; held, since the JVM forgets loggers that nobody holds. */
    private static final Logger OURS = Logger.getLogger("io.github.sknet");

    private Logging() {}

    static void configure(boolean verbose) {
        OURS.setLevel(verbose ? Level.FINE : Level.WARNING);
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler console = new ConsoleHandler();
        console.setLevel(Level.FINE);
        console.setFormatter(new Formatter() {
            @Override
            public String format(LogRecord entry) {
                return "sknet: " + formatMessage(entry) + System.lineSeparator();
            }
        });
        root.addHandler(console);
        root.setLevel(verbose ? Level.INFO : Level.WARNING);
    }
}
