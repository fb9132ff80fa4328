package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.AlikeNames;
import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.LabelIndex;
import io.github.sknet.datasets.OtherTask;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.annotations.AnnotationFormat;
import io.github.sknet.datasets.classify.ClassPlan.Placed;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.LeftOut;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.graph.classify.ClassifyTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Data sets of image files whose classes are said by their folders, or by lists where the folders do not say more than one. What
 * is not used is told, with the reason.
 */
final class ClassImages {

    private final Path location;
    private final FileTree tree;
    private final Reading reading;
    private final boolean several;

    private ClassImages(Path location, FileTree tree, Reading reading, boolean several) {
        this.location = location;
        this.tree = tree;
        this.reading = reading;
        this.several = several;
    }

    /**
     * Reads a data set, whose images are read from the tree later.
     *
     * @param location of the tree
     * @param several whether an image may be of several classes for sure
     * @throws IllegalArgumentException when folders and files are those of another task's data
     */
    static Splits<LabelledDataset> read(Path location, FileTree tree, Reading reading, boolean several)
            throws IOException {
        return new ClassImages(location, tree, reading, several).read();
    }

    private Splits<LabelledDataset> read() throws IOException {
        LeftOut leftOut = new LeftOut(tree, reading.problems());
        if (tree.images().isEmpty()) {
            leftOut.tellUnread();
            throw new DatasetException(
                    tree.name() + " holds no images; class folders (CLASS/IMAGE.jpg), a list of images"
                            + " with their classes, IDX files or CIFAR binaries were expected");
        }
        ClassPlan plan = plan();
        for (ClassPlan.Unused unused : plan.unused()) {
            leftOut.tell(unused.files(), unused.why());
        }
        leftOut.tellUnread();
        tellOfEmptyFolders(plan);
        tellOfStrangeClasses(plan);
        AlikeNames.tell(
                tree.name(), plan.classes(split -> split == Split.TRAIN || split == Split.ALL), reading.problems());
        return splits(plan);
    }

    /**
     * Folders that tell several classes apart are believed first; lists often say more than classes. Folders of another task's
     * data are none of classes, unless these were named.
     */
    private ClassPlan plan() throws IOException {
        ClassPlan folders = null;
        DatasetException refused = null;
        try {
            folders = FlatParts.completed(tree, reading, ClassFolders.plan(tree, reading.labels()));
        } catch (DatasetException noClasses) {
            refused = noClasses;
        }
        Optional<OtherTask> other = isAsNamed(folders)
                ? Optional.empty()
                : OtherTask.of(DataSource.of(location.toString()), ClassifyTask.ID);
        if (other.isPresent() && isAnnotatedByFolder(folders)) {
            other = Optional.empty();
        }
        if (other.isEmpty() && !several && folders != null && folders.classes().size() > 1) {
            return folders;
        }
        Optional<ClassPlan> lists = ClassLists.plan(tree, reading, several);
        if (lists.isPresent()) {
            return lists.get();
        }
        if (other.isPresent()) {
            throw other.get().refusal(ClassifyTask.ID);
        }
        if (refused != null) {
            throw refused;
        }
        if (several) {
            throw new IllegalArgumentException("--multi-label is for lists of images with their classes, and "
                    + tree.name() + " has none: its folders give an image one class");
        }
        return folders;
    }

    /** Whether the objects of all annotations are of the classes of the folders, as ImageNet's are. */
    private boolean isAnnotatedByFolder(ClassPlan folders) throws IOException {
        if (folders == null || folders.classes().size() < 2) {
            return false;
        }
        try {
            return AnnotationFormat.find(tree, Reading.usual(AnnotationProblems.untold()), false)
                    .filter(set -> folders.classes().containsAll(set.classes()))
                    .isPresent();
        } catch (DatasetException unreadable) {
            // What no reader of annotations makes sense of says no classes.
            return false;
        }
    }

    private boolean isAsNamed(ClassPlan folders) {
        return folders != null
                && reading.labels().map(HashSet::new).equals(Optional.of(new HashSet<>(folders.classes())));
    }

    private Splits<LabelledDataset> splits(ClassPlan plan) throws DatasetException {
        List<String> labels = labels(plan);
        LabelIndex index = new LabelIndex(labels);
        Map<Split, List<ClassImageDataset.Entry>> entries = new EnumMap<>(Split.class);
        for (Placed image : plan.images()) {
            int[] classes = image.classNames().stream()
                    .mapToInt(name -> index.of(name).orElseThrow())
                    .toArray();
            entries.computeIfAbsent(image.split(), split -> new ArrayList<>())
                    .add(new ClassImageDataset.Entry(image.file(), classes));
        }
        Map<Split, LabelledDataset> parts = new EnumMap<>(Split.class);
        entries.forEach(
                (split, files) -> parts.put(split, new ClassImageDataset(tree, files, labels, plan.exclusive())));
        return new Splits<>(tree.name(), parts);
    }

    /** Where an image may be of none of its classes, data need not show all that are asked for. */
    private List<String> labels(ClassPlan plan) {
        List<String> shown = plan.classes();
        return reading.labels()
                .filter(wanted -> !plan.exclusive() && wanted.containsAll(shown))
                .orElse(shown);
    }

    /** A folder beside those of classes that has no image is a class that nobody will learn. */
    private void tellOfEmptyFolders(ClassPlan plan) throws DatasetException {
        Set<String> withImages = new HashSet<>();
        for (String image : tree.images()) {
            for (String folder = FileTree.folder(image); !folder.isEmpty(); folder = FileTree.folder(folder)) {
                withImages.add(folder);
            }
        }
        Set<String> parents = plan.images().stream()
                .map(image -> classFolder(image))
                .flatMap(Optional::stream)
                .map(FileTree::folder)
                .collect(Collectors.toSet());
        List<String> empty = tree.folders().stream()
                .filter(folder -> !withImages.contains(folder) && parents.contains(FileTree.folder(folder)))
                .toList();
        if (!empty.isEmpty()) {
            reading.problems()
                    .add(
                            Kind.UNUSED,
                            empty.size(),
                            tree.name() + ": folders without an image that can be read, which are no classes: "
                                    + LeftOut.some(empty));
        }
    }

    /** The path of the folder that names the image's class; empty where a list does. */
    private static Optional<String> classFolder(Placed image) {
        String folder = FileTree.folder(image.file());
        while (!folder.isEmpty() && !image.classNames().contains(FileTree.fileName(folder))) {
            folder = FileTree.folder(folder);
        }
        return folder.isEmpty() ? Optional.empty() : Optional.of(folder);
    }

    /** A class to be judged by that nobody learns, often for a difference in spelling. */
    private void tellOfStrangeClasses(ClassPlan plan) throws DatasetException {
        List<String> learned = plan.classes(split -> split == Split.TRAIN || split == Split.ALL);
        if (learned.isEmpty()) {
            return;
        }
        for (String name : plan.classes()) {
            if (!learned.contains(name)) {
                String hint = ClassPlan.alike(name, learned)
                        .map(alike -> "; there is '" + alike + "'")
                        .orElse("");
                reading.problems()
                        .add(Kind.UNLEARNED, tree.name() + ": the training part has no class '" + name + "'" + hint);
            }
        }
    }
}
