package io.github.sknet.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
            return sentence(failed);
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

    /** Most of these have nothing but the file's name for a message. */
    private static String sentence(FileSystemException failed) {
        String file = failed.getFile();
        if (failed instanceof NoSuchFileException) {
            return "there is no file " + file;
        }
        if (failed instanceof AccessDeniedException) {
            return "no permission to use " + file;
        }
        if (failed instanceof FileAlreadyExistsException) {
            return file + " is there already, and is no folder";
        }
        if (failed instanceof NotDirectoryException) {
            return file + " is no folder";
        }
        String reason = failed.getReason();
        return file + " can't be used: "
                + (reason == null ? failed.getClass().getSimpleName() : reason)
                + (failed.getOtherFile() == null ? "" : " (" + failed.getOtherFile() + ")");
    }
}
