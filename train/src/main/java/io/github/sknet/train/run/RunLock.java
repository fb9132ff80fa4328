package io.github.sknet.train.run;

import io.github.sknet.graph.text.FileProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a run's folder for one run at a time. The lock is the system's, on the file {@code .lock}: it ends with the process,
 * however that ends. The file stays with the run, as removing it could let two others in; a run that ends before its first step
 * leaves nothing that was not there before.
 */
public final class RunLock implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RunLock.class.getName());

    private final Path events;
    private final FileChannel channel;

    /** What goes with a run that never begins: its files, and the folders that were made for it, the innermost first. */
    private final List<Path> removable;

    private boolean kept;

    private RunLock(Path events, FileChannel channel, List<Path> removable) {
        this.events = events;
        this.channel = channel;
        this.removable = removable;
    }

    /**
     * Takes a folder, which is made if need be.
     *
     * @throws IOException when another run has it, or it can't be made or written
     */
    static RunLock take(RunDirectory directory) throws IOException {
        List<Path> removable = new ArrayList<>(directory.contents().stream()
                .filter(file -> !Files.exists(file))
                .toList());
        List<Path> folders = missing(directory.path());
        FileChannel channel;
        try {
            Files.createDirectories(directory.path());
            channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            remove(folders);
            String reason = e instanceof NoSuchFileException
                    ? "its file system takes no folder there"
                    : FileProblem.sentence(e);
            throw new IOException("The run's folder " + directory.path() + " can't be made or written: " + reason, e);
        }
        if (!isLocked(channel, directory.path())) {
            channel.close();
            throw new IOException("Another run is at work in " + directory.path()
                    + ": wait for its end, or choose another folder (--out)");
        }
        if (!Files.exists(directory.lock())) {
            // Its owner has gone since, and the file with it.
            channel.close();
            return take(directory);
        }
        removable.addAll(folders);
        return new RunLock(directory.events(), channel, removable);
    }

    private static boolean isLocked(FileChannel channel, Path folder) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            LOG.log(System.Logger.Level.DEBUG, "Another run of this process has " + folder, ofThisProcess);
            return false;
        } catch (IOException unsupported) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} can''t be locked ({1}): nothing keeps a second run out of it",
                    folder,
                    FileProblem.reason(unsupported));
            return true;
        }
    }

    /** The folders that are still to be made for a folder, the innermost first. */
    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
            missing.add(each);
        }
        return missing;
    }

    /** Says that the run has begun: what it leaves stays. */
    void keep() {
        kept = true;
    }

    /**
     * Lets others into the folder. Of a new run that has not begun nothing is left.
     *
     * @throws IOException when a file can't be removed
     */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!kept) {
                if (removable.contains(events)) {
                    removeTree(events);
                }
                remove(removable);
            }
        }
    }

    private static void removeTree(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                remove(inside.sorted(Comparator.reverseOrder()).toList());
            }
        }
    }

    /** Removes files, and folders in which nothing is left. */
    private static void remove(List<Path> paths) throws IOException {
        for (Path path : paths) {
            try {
                if (Files.exists(path)) {
                    Files.delete(path);
                }
            } catch (DirectoryNotEmptyException shared) {
                LOG.log(System.Logger.Level.DEBUG, "Others have files in " + path, shared);
            }
        }
    }
}
