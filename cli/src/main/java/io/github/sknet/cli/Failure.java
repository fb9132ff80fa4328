package io.github.sknet.cli;

import io.github.sknet.graph.text.FileProblem;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine.ExitCode;

/**
 * Turns an exception into one sentence and an exit status. The modules tell by the exception's kind whose fault it is: an {@link
 * IllegalArgumentException} says that what was asked for can't be, everything else that the work failed.
 */
final class Failure {

    private Failure() {}

    static void report(Throwable exception, PrintWriter err, boolean verbose) {
        err.println("sknet: " + sentence(exception));
        if (verbose) {
            exception.printStackTrace(err);
        }
    }

    /** 2 where what was asked for can't be, 1 where the work failed. */
    static int status(Throwable exception) {
        return exception instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    static String sentence(Throwable exception) {
        String message = exception.getMessage();
        if (exception instanceof UncheckedIOException) {
            return sentence(exception.getCause());
        }
        if (exception instanceof FileSystemException failed) {
            return begun(FileProblem.sentence(failed), failed.getFile());
        }
        if (exception instanceof OutOfMemoryError) {
            return "Out of memory (" + message
                    + "); a smaller batch or image needs less, SKNET_JAVA_OPTS=-Xmx… gives more";
        }
        if (message == null || message.isBlank()) {
            return exception.getClass().getSimpleName() + " (--verbose shows where it came from)";
        }
        // Native libraries put whole stack traces into their messages.
        return message.lines().findFirst().orElse(message);
    }

    /** With a capital, unless a file's name comes first. */
    private static String begun(String sentence, String file) {
        boolean named = file != null && sentence.startsWith(file);
        return named ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
