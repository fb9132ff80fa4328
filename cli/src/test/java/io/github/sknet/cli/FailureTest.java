package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** Exceptions as sentences and statuses. */
class FailureTest {

    @Test
    void whatTheFileSystemRefusesIsMoreThanAFilesName() {
        assertEquals("There is no file a.png", Failure.sentence(new NoSuchFileException("a.png")));
        assertEquals("No permission to use a.png", Failure.sentence(new AccessDeniedException("a.png")));
    }

    @Test
    void aWrappedProblemIsToldAsItself() {
        assertEquals(
                "There is no file a.png", Failure.sentence(new UncheckedIOException(new NoSuchFileException("a.png"))));
        assertEquals("first", Failure.sentence(new RuntimeException("first\nsecond\nthird")));
        assertEquals(
                "IllegalStateException (--verbose shows where it came from)",
                Failure.sentence(new IllegalStateException()));
    }

    @Test
    void theStatusTellsWhatWasAskedForFromWhatFailed() {
        assertEquals(2, Failure.status(new IllegalArgumentException("There is no engine 'abacus'")));
        assertEquals(1, Failure.status(new IOException("broken")));
        assertEquals(1, Failure.status(new WeightsException("broken")));
        assertEquals(1, Failure.status(new IllegalStateException("diverged")));
        assertEquals(1, Failure.status(new OutOfMemoryError("heap")));
    }
}
