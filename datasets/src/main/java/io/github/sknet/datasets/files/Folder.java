package io.github.sknet.datasets.files;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.graph.text.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** A folder on disk. A link that leads back to a folder above it is left out. */
final class Folder implements FileTree {

    /** What an array can hold. */
    private static final int FILE_LIMIT = Integer.MAX_VALUE - 16;

    private final Path root;
    private final List<String> files;
    private final List<String> folders;
    private final ImageFiles images;

    private Folder(Path root, List<String> files, List<String> folders) {
        this.root = root;
        this.files = files;
        this.folders = folders;
        this.images = ImageFiles.of(this);
    }

    /** Lists a folder and all below it. */
    static Folder list(Path root) throws IOException {
        Listing listing = new Listing(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
        } catch (IOException unreadable) {
            throw new DatasetException(root + " cannot be listed: " + FileProblem.sentence(unreadable), unreadable);
        }
        Collections.sort(listing.files);
        Collections.sort(listing.folders);
        return new Folder(root, List.copyOf(listing.files), List.copyOf(listing.folders));
    }

    private static final class Listing extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<String> files = new ArrayList<>();
        private final List<String> folders = new ArrayList<>();

        Listing(Path root) {
            this.root = root;
        }

        private String relative(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }

        private static boolean isHidden(Path path) {
            return HiddenFiles.isHidden(path.getFileName().toString());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            if (isHidden(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(relative(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
                files.add(relative(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException problem) throws IOException {
            if (problem instanceof FileSystemLoopException || isHidden(path)) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public List<String> folders() {
        return folders;
    }

    @Override
    public ImageFiles imageFiles() {
        return images;
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
            throw unreadable(path, unreadable);
        }
    }

    @Override
    public InputStream open(String file) throws IOException {
        Path path = root.resolve(file);
        try {
            return Files.newInputStream(path);
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        }
    }

    private static DatasetException unreadable(Path path, IOException problem) {
        return new DatasetException(path + " cannot be read: " + FileProblem.reason(problem), problem);
    }

    @Override
    public void close() {}
}
