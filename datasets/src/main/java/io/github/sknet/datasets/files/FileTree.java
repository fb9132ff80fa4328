package io.github.sknet.datasets.files;

import io.github.sknet.datasets.DatasetException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files below a folder or within a zip file, by relative path with forward slashes, sorted. Nothing is extracted. Safe for
 * use by several threads.
 *
 * <p>What operating systems and tools leave behind ({@link HiddenFiles}) is no part of it.
 */
public interface FileTree extends Closeable {

    /** What messages call the whole. */
    String name();

    /** The files' paths. */
    List<String> files();

    /** The paths of all folders, also of those without files. */
    List<String> folders();

    /** Which of the files are images. */
    ImageFiles imageFiles();

    /** The files that are images of formats that are read. */
    default List<String> images() {
        return imageFiles().images();
    }

    /** What messages call a file. */
    default String path(String file) {
        return name() + "/" + file;
    }

    /**
     * The content of a file.
     *
     * @throws DatasetException naming the file, when it can't be read, is damaged, or too large for memory
     */
    byte[] read(String file) throws IOException;

    /**
     * The content of a file as it is read, for what is too large for memory; damage is met where it is.
     *
     * @throws DatasetException naming the file, when it can't be opened
     */
    InputStream open(String file) throws IOException;

    /**
     * The first bytes of a file.
     *
     * @param count so many, or fewer where the file is shorter
     * @throws IOException when it can't be read
     */
    default byte[] head(String file, int count) throws IOException {
        try (InputStream stream = open(file)) {
            return stream.readNBytes(count);
        }
    }

    /** The last part of a path. */
    static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** The last part of a path without what follows its last point. */
    static String stem(String file) {
        String name = fileName(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** What comes before the last part of a path, without a slash at its end; empty where there is nothing. */
    static String folder(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('/')));
    }

    /**
     * Opens a folder or a zip file.
     *
     * @throws DatasetException naming it, when it is neither
     */
    static FileTree open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return Folder.list(path);
        }
        if (!Files.exists(path)) {
            throw new DatasetException(path + " does not exist");
        }
        return ZipArchive.open(path);
    }
}
