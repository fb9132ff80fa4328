package io.github.sknet.graph.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FileProblemTest {

    @Test
    void whatTheFileSystemRefusesIsMoreThanAFilesName() {
        assertSays("there is no file a", "there is no such file", new NoSuchFileException("a"));
        assertSays("no permission to use a", "no permission", new AccessDeniedException("a"));
        assertSays("a is there already, and is no folder", "it is there already", new FileAlreadyExistsException("a"));
        assertSays("a is no folder", "it is no folder", new NotDirectoryException("a"));
        assertSays(
                "a can't be used: it is a folder that is not empty",
                "it is a folder that is not empty",
                new DirectoryNotEmptyException("a"));
        assertSays(
                "a can't be used: its links lead in a circle",
                "its links lead in a circle",
                new FileSystemLoopException("a"));
        assertSays("a can't be used: Is busy", "Is busy", new FileSystemException("a", null, "Is busy"));
        assertSays("a can't be used: Is busy (b)", "Is busy", new FileSystemException("a", "b", "Is busy"));
        assertSays("a can't be used: the system refuses it", "the system refuses it", new FileSystemException("a"));
    }

    @Test
    void otherProblemsHaveTheirOwnWordsOrNone() {
        assertSays("Stale file handle", "Stale file handle", new IOException("Stale file handle"));
        assertSays("the system refuses it", "the system refuses it", new EOFException());
    }

    private static void assertSays(String sentence, String reason, IOException problem) {
        assertEquals(sentence, FileProblem.sentence(problem));
        assertEquals(reason, FileProblem.reason(problem));
    }
}
