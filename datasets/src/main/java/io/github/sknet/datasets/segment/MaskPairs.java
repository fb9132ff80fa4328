package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.annotations.VocList;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.LeftOut;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Images and the files of their masks, found by their names.
 *
 * @param parts the pairs of each part
 * @param otherFormats masks of some image that are no PNG files
 */
record MaskPairs(Map<Split, List<Pair>> parts, List<String> otherFormats) {

    /** Paths in the tree. */
    record Pair(String image, String mask) {}

    /** Finds the pairs of a tree; what has no partner is noted where there are any masks. */
    static MaskPairs of(FileTree tree, Reading reading) throws IOException {
        return new Search(tree, reading).run();
    }

    /**
     * One of the pairs, where at least half of the images have a mask, of any format, in the folder that belongs to theirs; names
     * alone do not show that one picture is the mask of another.
     */
    static Optional<Pair> sign(FileTree tree) {
        return new Search(tree, Reading.usual(AnnotationProblems.untold())).sign();
    }

    /** The masks' paths. */
    List<String> masks() {
        return parts.values().stream().flatMap(List::stream).map(Pair::mask).toList();
    }

    private static final class Search {
        private final FileTree tree;
        private final Reading reading;
        private final Map<String, List<String>> byPlace = new HashMap<>();
        private final Map<String, List<String>> byName = new HashMap<>();
        private final List<MaskName> images = new ArrayList<>();

        Search(FileTree tree, Reading reading) {
            this.tree = tree;
            this.reading = reading;
        }

        MaskPairs run() throws IOException {
            List<String> others = new ArrayList<>();
            for (MaskName mask : sort()) {
                if (mask.isPng()) {
                    add(mask);
                } else {
                    others.add(mask.file());
                }
            }
            return new MaskPairs(byPlace.isEmpty() ? Map.of() : pairs(), others);
        }

        Optional<Pair> sign() {
            sort().forEach(this::add);
            List<Pair> pairs = images.stream()
                    .flatMap(image -> inItsFolder(image).map(mask -> new Pair(image.file(), mask)).stream())
                    .toList();
            return 2 * pairs.size() < images.size()
                    ? Optional.empty()
                    : pairs.stream().findFirst();
        }

        /** Puts the images aside; the rest are masks. */
        private List<MaskName> sort() {
            List<MaskName> masks = new ArrayList<>();
            List<MaskName> names = tree.images().stream().map(MaskName::of).toList();
            boolean folders = names.stream().anyMatch(MaskName::inMaskFolder);
            for (MaskName name : names) {
                if (name.ofInstances()) {
                    continue;
                }
                boolean mask = folders ? name.inMaskFolder() : name.hasMaskSuffix();
                (mask ? masks : images).add(name);
            }
            return masks;
        }

        private void add(MaskName mask) {
            mask.maskKeys().forEach(key -> add(byPlace, mask.place(key), mask.file()));
            mask.maskKeys().forEach(key -> add(byName, key, mask.file()));
        }

        private static void add(Map<String, List<String>> map, String key, String mask) {
            map.computeIfAbsent(key, each -> new ArrayList<>()).add(mask);
        }

        private Map<Split, List<Pair>> pairs() throws IOException {
            Map<String, Split> listed = listed();
            Map<Split, List<Pair>> parts = new EnumMap<>(Split.class);
            Set<String> used = new HashSet<>();
            List<String> shared = new ArrayList<>();
            List<String> unlisted = new ArrayList<>();
            for (MaskName image : images) {
                Optional<String> mask = mask(image);
                Optional<Split> split = listed.isEmpty()
                        ? Optional.of(
                                Split.ofPath(FileTree.folder(image.file())).orElse(Split.ALL))
                        : Optional.ofNullable(listed.get(FileTree.stem(image.file())));
                if (split.isEmpty()) {
                    unlisted.add(image.file());
                } else if (mask.isEmpty()) {
                    reading.problems().add(Kind.MISSING, tree.path(image.file()) + " has no mask");
                } else if (!used.add(mask.get())) {
                    shared.add(image.file());
                } else {
                    parts.computeIfAbsent(split.get(), each -> new ArrayList<>())
                            .add(new Pair(image.file(), mask.get()));
                }
            }
            LeftOut leftOut = new LeftOut(tree, reading.problems());
            leftOut.tell(shared, "whose mask is that of another image of the same name");
            leftOut.tell(unlisted, "on none of the lists");
            leftOut.tellUnread();
            return parts;
        }

        /** In the folder that belongs to the image's, else the only one of its name in the same part. */
        private Optional<String> mask(MaskName image) {
            Optional<String> near = inItsFolder(image);
            if (near.isPresent()) {
                return near;
            }
            Optional<Split> part = Split.ofPath(image.file());
            for (String key : image.imageKeys()) {
                List<String> found = byName.getOrDefault(key, List.of()).stream()
                        .filter(mask -> part.equals(Split.ofPath(mask)))
                        .toList();
                if (found.size() == 1) {
                    return Optional.of(found.get(0));
                }
            }
            return Optional.empty();
        }

        private Optional<String> inItsFolder(MaskName image) {
            return image.imageKeys().stream()
                    .map(key -> byPlace.getOrDefault(image.place(key), List.of()))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .flatMap(found -> found.stream().min(Comparator.comparingInt(MaskName::rank)));
        }

        private Map<String, Split> listed() throws IOException {
            Map<String, Split> listed = new HashMap<>();
            for (VocList list : VocList.of(tree, "segmentation")) {
                list.ids(tree, reading).forEach(id -> listed.put(id, list.split()));
            }
            return listed;
        }
    }
}
