package io.github.sknet.graph.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, for people. Most of the file system's exceptions have nothing but the file's name for a message. */
public final class FileProblem {

    private FileProblem() {}

    /** How a sentence goes on after a colon: what was wrong, with the file that it was wrong with. */
    public static String sentence(IOException problem) {
        if (!(problem instanceof FileSystemException failed) || failed.getFile() == null) {
            return words(problem);
        }
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
        return file + " can't be used: " + reason(failed)
                + (failed.getOtherFile() == null ? "" : " (" + failed.getOtherFile() + ")");
    }

    /** The same where the sentence has named the file: what was wrong, without any file's name. */
    public static String reason(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (problem instanceof AccessDeniedException) {
            return "no permission";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (problem instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (problem instanceof DirectoryNotEmptyException) {
            return "it is a folder that is not empty";
        }
        if (problem instanceof FileSystemLoopException) {
            return "its links lead in a circle";
        }
        if (problem instanceof FileSystemException failed) {
            return failed.getReason() == null ? "the system refuses it" : failed.getReason();
        }
        return words(problem);
    }

    private static String words(IOException problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank() ? "the system refuses it" : message;
    }
}
