package io.github.sknet.datasets.files;

import io.github.sknet.datasets.Split;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the image that an annotation or a list names, however the name was written: with {@code ./} and {@code ../}, absolute,
 * in Windows' way, URL-encoded, in other case, or with another extension. What counts is the last part, and of what comes before
 * it as much as fits.
 */
public final class ImageFinder {

    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, List<String>> byStem = new HashMap<>();

    /** Looks among some images of a tree. */
    public ImageFinder(List<String> images) {
        for (String image : images) {
            byName.computeIfAbsent(fold(FileTree.fileName(image)), name -> new ArrayList<>())
                    .add(image);
            byStem.computeIfAbsent(fold(FileTree.stem(image)), name -> new ArrayList<>())
                    .add(image);
        }
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The images that a name may mean: none, the one, or several that fit equally well.
     *
     * @param written as the annotation has it, with or without an extension
     * @param from the annotation's own path, near which the image is
     */
    public List<String> find(String written, String from) {
        String name = cleaned(written);
        List<String> found = candidates(name);
        if (found.isEmpty() && name.contains("%")) {
            name = decoded(name);
            found = candidates(name);
        }
        String wanted = name;
        Optional<Split> part = part(FileTree.folder(wanted));
        List<Ranked> ranked = found.stream()
                .filter(image -> part.isEmpty()
                        || part(FileTree.folder(image)).isEmpty()
                        || part.equals(part(FileTree.folder(image))))
                .map(image -> new Ranked(image, fit(image, wanted, from)))
                .toList();
        long best = ranked.stream().mapToLong(Ranked::fit).max().orElse(0);
        return ranked.stream()
                .filter(image -> image.fit == best)
                .map(Ranked::image)
                .toList();
    }

    private record Ranked(String image, long fit) {}

    private List<String> candidates(String name) {
        String last = fold(FileTree.fileName(name));
        List<String> named = byName.getOrDefault(last, List.of());
        if (!named.isEmpty()) {
            return named;
        }
        List<String> withAnyExtension = byStem.getOrDefault(last, List.of());
        return withAnyExtension.isEmpty()
                ? byStem.getOrDefault(fold(FileTree.stem(name)), List.of())
                : withAnyExtension;
    }

    /** The parts of a written path that can be parts of a path here. */
    private static String cleaned(String written) {
        return String.join(
                "/",
                Stream.of(written.strip().replace('\\', '/').split("/"))
                        .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                        .toList());
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    /** More of the written path first, then its very letters, then nearness to the annotation, then the same part of the data. */
    private static long fit(String image, String wanted, String from) {
        int same = commonEnd(fold(image), fold(wanted));
        boolean exact = FileTree.fileName(image).equals(FileTree.fileName(wanted));
        int near = commonStart(FileTree.folder(image), FileTree.folder(from));
        Optional<Split> part = part(FileTree.folder(image));
        boolean samePart = part.isPresent() && part.equals(partOfAnnotation(from));
        return ((same * 2L + (exact ? 1 : 0)) * 1000 + Math.min(near, 499)) * 2 + (samePart ? 1 : 0);
    }

    private static int commonEnd(String one, String other) {
        String[] a = one.split("/");
        String[] b = other.split("/");
        int common = 0;
        while (common < Math.min(a.length, b.length) && a[a.length - 1 - common].equals(b[b.length - 1 - common])) {
            common++;
        }
        return common;
    }

    private static int commonStart(String one, String other) {
        String[] a = one.split("/");
        String[] b = other.split("/");
        int common = 0;
        while (common < Math.min(a.length, b.length) && !a[common].isEmpty() && a[common].equals(b[common])) {
            common++;
        }
        return common;
    }

    private static Optional<Split> part(String folder) {
        return Split.ofPath(folder);
    }

    private static Optional<Split> partOfAnnotation(String file) {
        return Split.mentioned(FileTree.stem(file)).or(() -> part(FileTree.folder(file)));
    }
}
