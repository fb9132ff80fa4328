package io.github.sknet.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders in which there is nothing: a class of which somebody has yet to find images, or a part that was never filled. */
public final class EmptyFolders {

    private EmptyFolders() {}

    /**
     * The empty folders below a data set's.
     *
     * @param location a path, or the name of a bundled data set
     * @return their paths below it, sorted; none where it is no folder
     * @throws IOException when a folder can't be listed
     */
    public static List<String> below(String location) throws IOException {
        Path root = Path.of(location);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(root)) {
            List<Path> folders = below.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(root) && !isHidden(root.relativize(folder)))
                    .toList();
            return folders.stream()
                    .filter(EmptyFolders::isEmpty)
                    .map(folder -> root.relativize(folder).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw new DatasetException(location + " cannot be listed (" + unreadable.getCause() + ")", unreadable);
        }
    }

    private static boolean isHidden(Path folder) {
        for (Path part : folder) {
            if (part.toString().startsWith(".") || part.toString().startsWith("@")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
