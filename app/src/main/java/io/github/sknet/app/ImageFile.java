package io.github.sknet.app;

import io.github.sknet.datasets.files.FileTree;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A file that was asked about.
 *
 * @param path where it is
 * @param name where it lies in the folder in which it was found; its file name where it was named itself
 * @param problem why there is no such file; else empty
 */
public record ImageFile(Path path, Path name, Optional<IOException> problem) {

    private static final String GLOB = "*?[{";

    /** A file that was named itself. It is not looked at yet. */
    public static ImageFile named(Path path) {
        return new ImageFile(path, path.getFileName() == null ? path : path.getFileName(), Optional.empty());
    }

    /**
     * The files that words stand for, each once, in the words' order: a file, a folder with the images below it, or a pattern such
     * as {@code photos/**.jpg}, as {@link java.nio.file.FileSystem#getPathMatcher} reads it. Folders are seen as {@link FileTree}
     * shows them: hidden files are left out. A word that stands for nothing becomes a file with a problem.
     */
    public static List<ImageFile> find(List<String> words) {
        Map<Path, ImageFile> found = new LinkedHashMap<>();
        for (String word : words) {
            for (ImageFile file : find(word)) {
                found.putIfAbsent(file.path.toAbsolutePath().normalize(), file);
            }
        }
        return List.copyOf(found.values());
    }

    private static List<ImageFile> find(String word) {
        Path path = Path.of(word);
        try {
            if (Files.isDirectory(path)) {
                return below(path);
            }
            return Files.exists(path) || word.chars().noneMatch(letter -> GLOB.indexOf(letter) >= 0)
                    ? List.of(named(path))
                    : matching(word);
        } catch (IOException unreadable) {
            return List.of(new ImageFile(path, path, Optional.of(unreadable)));
        }
    }

    private static List<ImageFile> below(Path folder) throws IOException {
        try (FileTree tree = FileTree.open(folder)) {
            List<String> images = tree.images();
            if (images.isEmpty()) {
                throw new IOException("The folder " + folder + " holds no images");
            }
            return files(folder, images);
        }
    }

    private static List<ImageFile> matching(String word) throws IOException {
        // All up to the last separator before the pattern is a folder.
        int pattern = 0;
        while (GLOB.indexOf(word.charAt(pattern)) < 0) {
            pattern++;
        }
        int separator = word.lastIndexOf('/', pattern);
        Path folder = separator < 0 ? Path.of("") : Path.of(word.substring(0, separator + 1));
        PathMatcher matcher = matcher(word.substring(separator + 1));
        List<String> matches = List.of();
        if (Files.isDirectory(folder)) {
            try (FileTree tree = FileTree.open(folder)) {
                matches = tree.files().stream()
                        .filter(file -> matcher.matches(Path.of(file)))
                        .toList();
            }
        }
        if (matches.isEmpty()) {
            throw new IOException("There is no file '" + word + "', and none that fits it as a pattern");
        }
        return files(folder, matches);
    }

    private static PathMatcher matcher(String pattern) throws IOException {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException | InvalidPathException wrong) {
            throw new IOException("There is no file '" + pattern + "', and it is no pattern for files", wrong);
        }
    }

    private static List<ImageFile> files(Path folder, List<String> names) {
        List<ImageFile> files = new ArrayList<>();
        names.forEach(name -> files.add(new ImageFile(folder.resolve(name), Path.of(name), Optional.empty())));
        return files;
    }
}
