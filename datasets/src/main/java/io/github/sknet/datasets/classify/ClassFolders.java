package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.classify.ClassPlan.Placed;
import io.github.sknet.datasets.classify.ClassPlan.Unused;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.ImageFolder;
import io.github.sknet.datasets.files.LeftOut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the class of every image from its folder: {@code CLASS/…/IMAGE}, {@code PART/CLASS/…/IMAGE} or {@code
 * CLASS/PART/IMAGE}, where a part is called {@code train}, {@code val} or {@code test} (or the like), and all may lie below
 * further folders that they share, with other files beside them.
 *
 * <p>A folder is a part only where it has folders of classes: else it is a class, whatever its name. Where both could be meant,
 * it is asked.
 */
final class ClassFolders {

    /** What folders are called that hold all images of a part. */
    private static final String NO_CLASS = "(?i)images?|imgs?|data";

    private final FileTree tree;
    private final ImageFolder root;

    /** The classes that were named, which settle what could be meant otherwise. */
    private final Optional<Set<String>> wanted;

    private ClassFolders(FileTree tree, Optional<List<String>> labels) {
        this.tree = tree;
        this.root = ImageFolder.of(tree.images());
        this.wanted = labels.map(HashSet::new);
    }

    /**
     * Looks at the folders of a tree that has images.
     *
     * @throws DatasetException saying what is unclear, or that there are no folders of classes
     */
    static ClassPlan plan(FileTree tree, Optional<List<String>> labels) throws DatasetException {
        ClassFolders folders = new ClassFolders(tree, labels);
        Optional<ImageFolder> parted = folders.ofParts();
        ClassPlan plan = parted.isPresent()
                ? folders.partsThenClasses(parted.get())
                : folders.classes(folders.descend(folders.root));
        Set<String> told = plan.images().stream().map(Placed::file).collect(Collectors.toCollection(HashSet::new));
        plan.unused().forEach(unused -> told.addAll(unused.files()));
        List<String> rest =
                tree.images().stream().filter(image -> !told.contains(image)).toList();
        return plan.without(rest, "in no folder of a class");
    }

    /** The folder nearest to the root that has parts in it; empty where none has. */
    private Optional<ImageFolder> ofParts() throws DatasetException {
        List<ImageFolder> found = new ArrayList<>();
        Deque<ImageFolder> ahead = new ArrayDeque<>(List.of(root));
        while (!ahead.isEmpty()) {
            ImageFolder folder = ahead.remove();
            if (folder.folders().stream().anyMatch(ClassFolders::isPart)) {
                found.add(folder);
            } else {
                ahead.addAll(folder.folders());
            }
        }
        if (found.size() > 1) {
            throw new DatasetException(
                    tree.name() + " holds several data sets with parts, of which one is to be chosen: "
                            + found.stream().map(ImageFolder::path).toList());
        }
        return found.stream().findFirst();
    }

    private static boolean isPart(ImageFolder folder) {
        return isPartsName(folder) && folder.folders().stream().anyMatch(inner -> !isFlat(inner, folder));
    }

    /** As {@code val/images} is, which holds all images of the part. */
    private static boolean isFlat(ImageFolder inner, ImageFolder part) {
        return part.folders().size() == 1
                && inner.folders().isEmpty()
                && inner.name().matches(NO_CLASS);
    }

    private static boolean isPartsName(ImageFolder folder) {
        return Split.named(folder.name()).isPresent();
    }

    private ClassPlan partsThenClasses(ImageFolder parent) throws DatasetException {
        List<ImageFolder> parts =
                parent.folders().stream().filter(ClassFolders::isPart).toList();
        List<ImageFolder> beside =
                parent.folders().stream().filter(folder -> !isPart(folder)).toList();
        List<ImageFolder> others =
                beside.stream().filter(folder -> !isPartsName(folder)).toList();
        if (parts.size() == 1 && others.size() > 1) {
            throw new DatasetException(tree.path(parts.get(0).path()) + " may be a part of the data or a class, as "
                    + LeftOut.some(names(others)) + " beside it "
                    + "are: give the folder of the data alone, or call a class"
                    + " otherwise");
        }
        List<Placed> images = new ArrayList<>();
        for (ImageFolder part : parts) {
            Split split = Split.named(part.name()).orElseThrow();
            withinPart(part).folders().forEach(folder -> place(folder, split, images));
        }
        List<Unused> unused = new ArrayList<>();
        for (ImageFolder folder : beside) {
            String what =
                    isPartsName(folder) ? "a part without folders of classes" : "beside the parts " + names(parts);
            unused.add(new Unused(folder.all().toList(), "in " + folder.name() + ", " + what));
        }
        return new ClassPlan(images, unused);
    }

    private static List<String> names(List<ImageFolder> folders) {
        return folders.stream().map(ImageFolder::name).toList();
    }

    private static void place(ImageFolder folder, Split split, List<Placed> images) {
        folder.all().forEach(image -> images.add(new Placed(image, split, folder.name())));
    }

    /** Below folders that hold nothing but one other, with folders in it. */
    private ImageFolder descend(ImageFolder start) {
        ImageFolder folder = start;
        while (folder.folders().size() == 1
                && !folder.folders().get(0).folders().isEmpty()
                && !isNamedClass(folder.folders().get(0))) {
            folder = folder.folders().get(0);
        }
        return folder;
    }

    /** As some archives have it, {@code training_set/training_set/CLASS} or {@code train/images/CLASS}. */
    private static ImageFolder withinPart(ImageFolder part) {
        ImageFolder folder = part;
        while (folder.folders().size() == 1 && isWrapping(folder.folders().get(0))) {
            folder = folder.folders().get(0);
        }
        return folder;
    }

    private static boolean isWrapping(ImageFolder folder) {
        boolean namesNoClass = isPartsName(folder) || folder.name().matches(NO_CLASS);
        return namesNoClass && !folder.folders().isEmpty();
    }

    private boolean isNamedClass(ImageFolder folder) {
        return wanted.isPresent() && wanted.get().contains(folder.name());
    }

    private ClassPlan classes(ImageFolder parent) throws DatasetException {
        List<ImageFolder> folders = parent.folders();
        if (folders.isEmpty()) {
            throw new DatasetException(tree.name() + " holds " + tree.images().size()
                    + " images, but none in a folder of its class (CLASS/IMAGE.jpg)");
        }
        List<Placed> images = new ArrayList<>();
        if (folders.stream().allMatch(ClassFolders::hasPartsOnly)) {
            for (ImageFolder folder : folders) {
                for (ImageFolder part : folder.folders()) {
                    Split split = Split.named(part.name()).orElseThrow();
                    part.all().forEach(image -> images.add(new Placed(image, split, folder.name())));
                }
            }
            return new ClassPlan(images, List.of());
        }
        boolean named = wanted.isPresent() && wanted.get().equals(new HashSet<>(names(folders)));
        if (!named) {
            refuseOtherThanClasses(folders);
        }
        folders.forEach(folder -> place(folder, Split.ALL, images));
        return new ClassPlan(images, List.of());
    }

    private static boolean hasPartsOnly(ImageFolder folder) {
        return folder.images().isEmpty() && folder.folders().stream().allMatch(ClassFolders::isPartsName);
    }

    private void refuseOtherThanClasses(List<ImageFolder> folders) throws DatasetException {
        if (folders.stream().anyMatch(ClassFolders::isPartsName)
                && folders.stream().allMatch(folder -> isPartsName(folder) || isNamedAfterPart(folder, folders))) {
            throw new DatasetException(tree.name() + " has the parts "
                    + names(folders.stream().filter(ClassFolders::isPartsName).toList())
                    + ", but no folders of classes in them (train/CLASS/IMAGE.jpg); where these are the classes, say so"
                    + " with --labels");
        }
        Set<String> common = commonFolders(folders);
        if (folders.size() > 1
                && common.size() > 1
                && folders.stream().allMatch(folder -> folder.images().isEmpty())) {
            throw new DatasetException(tree.name() + " has the same folders " + sorted(common) + " in each of "
                    + names(folders) + ": where those are the classes, call these train, val and test; where these are"
                    + " the classes, say so with --labels");
        }
    }

    /** As {@code trainannot} or {@code val_labels} is beside {@code train} and {@code val}. */
    private static boolean isNamedAfterPart(ImageFolder folder, List<ImageFolder> beside) {
        return beside.stream()
                .anyMatch(other ->
                        other != folder && isPartsName(other) && folder.name().startsWith(other.name()));
    }

    private static Set<String> commonFolders(List<ImageFolder> folders) {
        Function<ImageFolder, Stream<String>> inner =
                folder -> folder.folders().stream().map(ImageFolder::name);
        Set<String> common = inner.apply(folders.get(0)).collect(Collectors.toCollection(HashSet::new));
        folders.forEach(folder -> common.retainAll(inner.apply(folder).collect(Collectors.toSet())));
        return common;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
