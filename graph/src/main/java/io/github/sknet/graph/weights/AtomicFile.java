package io.github.sknet.graph.weights;

import io.github.sknet.graph.text.FileProblem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed. Whatever was
 * there stays until the rename, and a failure leaves no half-written file behind.
 */
public final class AtomicFile {

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final Pattern TEMPORARY = Pattern.compile("\\.sknet-(\\d+)-[0-9a-f]+\\.tmp");

    private AtomicFile() {}

    /**
     * Removes the temporary files that processes left in a folder when they were killed while they wrote.
     *
     * @throws IOException when the folder can't be read or a file not removed
     */
    public static void removeAbandoned(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = TEMPORARY.matcher(file.getFileName().toString());
                if (name.matches() && !isAlive(Long.parseLong(name.group(1)))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    /**
     * Writes {@code target}.
     *
     * @throws IOException naming the file, when its folder is missing, not writable or full
     */
    public static void write(Path target, Content content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("Cannot write " + target + ": there is no folder " + folder);
        }
        if (Files.isDirectory(target)) {
            throw new IOException("Cannot write " + target + ": it is a folder");
        }
        Path temporary = createTemporary(target, folder);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("Cannot write " + target + ": " + FileProblem.reason(e), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path createTemporary(Path target, Path folder) throws IOException {
        String name = ".sknet-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".tmp";
        try {
            // Not createTempFile, whose files nobody else may read: the target should have the usual permissions.
            return Files.createFile(folder.resolve(name));
        } catch (AccessDeniedException e) {
            throw new IOException("Cannot write " + target + ": the folder " + folder + " is not writable", e);
        } catch (NoSuchFileException e) {
            throw new IOException("Cannot write " + target + ": the folder " + folder + " takes no files", e);
        } catch (IOException e) {
            throw new IOException("Cannot write " + target + ": " + FileProblem.reason(e), e);
        }
    }
}
