package io.github.sknet.datasets;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files below a folder or within a zip file, by relative path with forward slashes, sorted. Nothing is extracted. Safe for
 * use by several threads.
 *
 * <p>Hidden files and what macOS adds to zip files ({@code .DS_Store}, {@code __MACOSX/}) are no part of it.
 */
public interface FileTree extends Closeable {

    /** What messages call the whole. */
    String name();

    /** The files' paths. */
    List<String> files();

    /** Those of the files whose names are images'. */
    default List<String> images() {
        return files().stream().filter(FileTree::isImage).toList();
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

    /** The last part of a path. */
    static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /**
     * Opens a folder or a zip file.
     *
     * @throws DatasetException naming it, when it is neither
     */
    static FileTree open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new Folder(path, listFolder(path));
        }
        if (!Files.exists(path)) {
            throw new DatasetException(path + " does not exist");
        }
        try {
            ZipFile zip = new ZipFile(path.toFile());
            return new Zip(
                    path,
                    zip,
                    visible(zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)));
        } catch (ZipException notZip) {
            throw new DatasetException(
                    path + " is neither a folder nor a zip file that can be read"
                            + (isOtherArchive(path) ? "; an archive of another kind must be unpacked first" : ""),
                    notZip);
        }
    }

    private static boolean isOtherArchive(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tar|tar\\.\\w+|tgz|7z|rar)");
    }

    private static boolean isImage(String file) {
        String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Set.of("jpg", "jpeg", "png", "bmp", "gif").contains(extension);
    }

    private static List<String> listFolder(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return visible(walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/')));
        } catch (UncheckedIOException unreadable) {
            throw new DatasetException(
                    root + " cannot be listed (" + unreadable.getCause() + ")", unreadable.getCause());
        }
    }

    private static List<String> visible(Stream<String> files) {
        return files.filter(file -> Stream.of(file.split("/")).noneMatch(FileTree::isHidden))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isHidden(String part) {
        return part.equals("__MACOSX") || part.startsWith(".") && !part.equals(".") && !part.equals("..");
    }

    /** A folder on disk. */
    record Folder(Path root, List<String> files) implements FileTree {

        /** What an array can hold. */
        private static final int FILE_LIMIT = Integer.MAX_VALUE - 16;

        @Override
        public String name() {
            return root.toString();
        }

        @Override
        public byte[] read(String file) throws IOException {
            Path path = root.resolve(file);
            try {
                if (Files.size(path) > FILE_LIMIT) {
                    throw new DatasetException(path + " is larger than 2 GiB");
                }
                return Files.readAllBytes(path);
            } catch (DatasetException tooLarge) {
                throw tooLarge;
            } catch (IOException unreadable) {
                throw new DatasetException(path + " cannot be read (" + unreadable + ")", unreadable);
            }
        }

        @Override
        public void close() {}
    }

    /** A zip file, kept open. */
    record Zip(Path path, ZipFile zip, List<String> files) implements FileTree {

        /** A small zip file can promise much. */
        private static final int ENTRY_LIMIT = 1 << 30;

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public byte[] read(String file) throws IOException {
            ZipEntry entry = zip.getEntry(file);
            try (InputStream stream = zip.getInputStream(entry)) {
                byte[] content = stream.readNBytes(ENTRY_LIMIT);
                if (stream.read() >= 0) {
                    throw new DatasetException(path(file) + " is larger than 1 GiB");
                }
                CRC32 checksum = new CRC32();
                checksum.update(content);
                // ZipFile itself does not look at it.
                if (checksum.getValue() != entry.getCrc()) {
                    throw new ZipException("its checksum is another one");
                }
                return content;
            } catch (ZipException | EOFException broken) {
                throw new DatasetException(path(file) + " is damaged within the zip file", broken);
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
