package io.github.sknet.train.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a run's folder for one run at a time. The lock is the system's, on the file {@code .lock}: it ends with the process,
 * however that ends; the file stays, as removing it could let two others in.
 */
final class RunLock {

    private static final System.Logger LOG = System.getLogger(RunLock.class.getName());
    private static final String FILE = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made if need be.
     *
     * @throws IOException when another run has it, or it can't be made
     */
    static RunLock take(Path folder) throws IOException {
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("The run's folder " + folder + " can't be made or written: " + e, e);
        }
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            LOG.log(System.Logger.Level.DEBUG, "Another run of this process has " + folder, ofThisProcess);
        } catch (IOException unsupported) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} can''t be locked ({1}): nothing keeps a second run out of it",
                    folder,
                    unsupported.getMessage());
            taken = true;
        }
        if (!taken) {
            channel.close();
            throw new IOException(
                    "Another run is at work in " + folder + ": wait for its end, or choose another folder (--out)");
        }
        return new RunLock(channel);
    }

    /** Lets others into the folder. */
    void release() throws IOException {
        channel.close();
    }
}
