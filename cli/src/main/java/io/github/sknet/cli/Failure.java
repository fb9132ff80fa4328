package io.github.sknet.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Turns an exception into one sentence. */
final class Failure {

    private Failure() {}

    static void report(Throwable exception, PrintWriter err, boolean verbose) {
        err.println("sknet: " + sentence(exception));
        if (verbose) {
            exception.printStackTrace(err);
        }
    }

    static String sentence(Throwable exception) {
        String message = exception.getMessage();
        if (exception instanceof NoSuchFileException) {
            return "there is no file " + message;
        }
        if (exception instanceof AccessDeniedException) {
            return "no permission to use " + message;
        }
        if (exception instanceof OutOfMemoryError) {
            return "out of memory (" + message
                    + "); a smaller batch or image needs less, SKNET_JAVA_OPTS=-Xmx… gives more";
        }
        if (message == null || message.isBlank()) {
            return exception.getClass().getSimpleName() + " (--verbose shows where it came from)";
        }
        // Native libraries put whole stack traces into their messages.
        return message.lines().findFirst().orElse(message);
    }
}
