package io.github.sknet.spark;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.text.FileProblem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A model file's content, as the driver has read it: executors get it by broadcast, and need not see the file.
 *
 * @param path where it was read
 * @param modified when the file was last changed, in milliseconds of the system's
 * @param bytes all of it
 * @param key of the content: equal files have equal keys
 * @param task what the model is for
 */
record ModelContent(String path, long modified, byte[] bytes, String key, String task) {

    /**
     * Reads a model file.
     *
     * @param path of any Hadoop file system; without a scheme, of the default one
     * @param known what was read before, or {@code null}: it is not read again while it is the same
     * @throws IllegalArgumentException when there is no such file, or it is no model's
     * @throws UncheckedIOException when it can't be read
     */
    static ModelContent read(String path, ModelContent known) {
        try {
            Path file = new Path(path);
            Configuration configuration = SparkSession.active().sparkContext().hadoopConfiguration();
            FileSystem system = file.getFileSystem(configuration);
            FileStatus status = system.getFileStatus(file);
            if (known != null && known.path.equals(path) && known.modified == status.getModificationTime()) {
                return known;
            }
            if (status.isDirectory()) {
                throw new IllegalArgumentException(
                        "The param modelPath is a model file's, and " + path + " is a folder");
            }
            byte[] bytes;
            try (InputStream in = system.open(file)) {
                bytes = in.readAllBytes();
            }
            return new ModelContent(path, status.getModificationTime(), bytes, key(bytes), task(path, bytes));
        } catch (FileNotFoundException missing) {
            throw new IllegalArgumentException("The model file " + path + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FileProblem.sentence(unreadable), unreadable);
        }
    }

    private static String task(String path, byte[] bytes) throws IOException {
        java.nio.file.Path copy = copy(bytes);
        try {
            return ModelFile.readTask(copy).id();
        } catch (IOException wrong) {
            throw new IllegalArgumentException(FileProblem.sentence(wrong).replace(copy.toString(), path), wrong);
        } finally {
            Files.delete(copy);
        }
    }

    /** A local file of the content, to be deleted. */
    static java.nio.file.Path copy(byte[] bytes) throws IOException {
        java.nio.file.Path copy = Files.createTempFile("sknet", ".safetensors");
        return Files.write(copy, bytes);
    }

    private static String key(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java has SHA-256", absent);
        }
    }
}
