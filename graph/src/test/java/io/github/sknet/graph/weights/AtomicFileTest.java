package io.github.sknet.graph.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void writeOldContent() throws IOException {
        target = Files.writeString(folder.resolve("model.safetensors"), "old");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String mistake(Path target, AtomicFile.Content content) {
        return assertThrows(IOException.class, () -> AtomicFile.write(target, content))
                .getMessage();
    }

    @Test
    void newContentTakesTheOldOnesPlace() throws IOException {
        AtomicFile.write(target, out -> out.write("new".getBytes()));
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("model.safetensors"), files());
    }

    @Test
    void theOldContentStaysUntilAllIsWritten() throws IOException {
        AtomicFile.write(target, out -> {
            out.write(new byte[1 << 20]);
            assertEquals("old", Files.readString(target));
        });
        assertEquals(1 << 20, Files.size(target));
    }

    @Test
    void failingContentLeavesTheOldFileAndNothingElse() throws IOException {
        assertEquals("Cannot write " + target + ": disk on fire", mistake(target, out -> {
            out.write(new byte[1 << 20]);
            throw new IOException("disk on fire");
        }));
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(target, out -> {
                    throw new IllegalStateException("a mistake in the program");
                }));
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("model.safetensors"), files());
    }

    /** No process has the number 4194305: the largest there is on Linux is 4194304, and other systems stay far below. */
    @Test
    void whatKilledProcessesLeftIsRemovedAndNothingElse() throws IOException {
        Files.createFile(folder.resolve(".sknet-4194305-1a2b.tmp"));
        String own = ".sknet-" + ProcessHandle.current().pid() + "-1a2b.tmp";
        Files.createFile(folder.resolve(own));
        AtomicFile.removeAbandoned(folder);
        assertEquals(Set.of("model.safetensors", own), Set.copyOf(files()));
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        Path lost = folder.resolve("runs").resolve("model.safetensors");
        assertEquals(
                "Cannot write " + lost + ": there is no folder " + lost.getParent(),
                mistake(lost, out -> out.write(1)));
        assertFalse(Files.exists(lost.getParent()));
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() {
        Path below = target.resolve("model.safetensors");
        assertEquals("Cannot write " + below + ": there is no folder " + target, mistake(below, out -> out.write(1)));
    }

    @Test
    void aFolderIsNoTarget() throws IOException {
        Path full = Files.createDirectories(folder.resolve("folder").resolve("inner"))
                .getParent();
        assertEquals("Cannot write " + full + ": it is a folder", mistake(full, out -> out.write(1)));
        assertTrue(Files.isDirectory(full.resolve("inner")));
    }

    @Test
    void aNameThatTheDiskRefusesLeavesNothing() throws IOException {
        Path refused = folder.resolve("n".repeat(300));
        String message = mistake(refused, out -> out.write(1));
        assertTrue(message.startsWith("Cannot write " + refused + ": "), message);
        assertEquals(List.of("model.safetensors"), files());
    }

    @Test
    void aFileInTheWorkingFolderNeedsNoFolder() throws IOException {
        Path relative = Path.of("atomic-file-test.tmp");
        try {
            AtomicFile.write(relative, out -> out.write(1));
            assertEquals(1, Files.size(relative));
        } finally {
            Files.deleteIfExists(relative);
        }
    }

    @Test
    void aFolderThatTakesNoFilesIsNamed() {
        Path process = Path.of("/proc/model.safetensors");
        assertEquals(
                "Cannot write " + process + ": the folder /proc takes no files", mistake(process, out -> out.write(1)));
    }
}
