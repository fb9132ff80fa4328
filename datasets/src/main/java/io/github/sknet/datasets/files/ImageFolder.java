package io.github.sknet.datasets.files;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder that has images in it or below it. */
public final class ImageFolder {

    private final String path;
    private final List<String> images = new ArrayList<>();
    private final SortedMap<String, ImageFolder> folders = new TreeMap<>();

    private ImageFolder(String path) {
        this.path = path;
    }

    /** The folder that holds all of the images, given by their paths. */
    public static ImageFolder of(List<String> images) {
        ImageFolder root = new ImageFolder("");
        for (String image : images) {
            ImageFolder folder = root;
            String[] parts = image.split("/");
            for (int depth = 0; depth + 1 < parts.length; depth++) {
                folder = folder.child(parts[depth]);
            }
            folder.images.add(image);
        }
        return root;
    }

    private ImageFolder child(String name) {
        return folders.computeIfAbsent(name, each -> new ImageFolder(path.isEmpty() ? each : path + "/" + each));
    }

    /** From the whole's root, without a slash at its end; empty for the root. */
    public String path() {
        return path;
    }

    /** The last part of the path. */
    public String name() {
        return FileTree.fileName(path);
    }

    /** The images that lie in the folder itself. */
    public List<String> images() {
        return List.copyOf(images);
    }

    /** The folders in it that have images in or below them, sorted by name. */
    public List<ImageFolder> folders() {
        return List.copyOf(folders.values());
    }

    /** The images in it and below it. */
    public Stream<String> all() {
        return Stream.concat(images.stream(), folders.values().stream().flatMap(ImageFolder::all));
    }
}
