package io.github.sknet.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files below a folder or within a zip file, by relative path with forward slashes, sorted. Nothing is extracted. */
public interface FileTree extends Closeable {

    /** What messages call the whole. */
    String name();

    List<String> files();

    /** Those of the files whose names are images', without hidden ones. */
    default List<String> images() {
        return files().stream().filter(FileTree::isImage).toList();
    }

    byte[] read(String file) throws IOException;

    /** Opens a folder or a zip file. */
    static FileTree open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new Folder(path, listFolder(path));
        }
        if (!Files.exists(path)) {
            throw new DatasetException(path + " does not exist");
        }
        try {
            ZipFile zip = new ZipFile(path.toFile());
            List<String> files = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .sorted()
                    .toList();
            return new Zip(path, zip, files);
        } catch (ZipException notZip) {
            throw new DatasetException(path + " is neither a folder nor a zip file that can be read", notZip);
        }
    }

    private static boolean isImage(String file) {
        String fileName = file.substring(file.lastIndexOf('/') + 1);
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Set.of("jpg", "jpeg", "png", "bmp", "gif").contains(extension)
                && !fileName.startsWith(".")
                && !file.startsWith("__MACOSX/");
    }

    private static List<String> listFolder(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** A folder on disk. */
    record Folder(Path root, List<String> files) implements FileTree {
        @Override
        public String name() {
            return root.toString();
        }

        @Override
        public byte[] read(String file) throws IOException {
            Path path = root.resolve(file);
            try {
                return Files.readAllBytes(path);
            } catch (IOException unreadable) {
                throw new DatasetException(path + " cannot be read (" + unreadable + ")", unreadable);
            }
        }

        @Override
        public void close() {}
    }

    /** A zip file, kept open. */
    record Zip(Path path, ZipFile zip, List<String> files) implements FileTree {
        private static final int ENTRY_LIMIT = 1 << 30;

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public byte[] read(String file) throws IOException {
            try (InputStream stream = zip.getInputStream(zip.getEntry(file))) {
                byte[] content = stream.readNBytes(ENTRY_LIMIT);
                if (stream.read() >= 0) {
                    throw new DatasetException(path + "/" + file + " is larger than 1 GiB");
                }
                return content;
            } catch (ZipException broken) {
                throw new DatasetException(path + "/" + file + " is damaged within the zip file", broken);
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
