package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Recognises the binary versions of CIFAR-10 and CIFAR-100 by the file with the names of their classes, in whatever folder it
 * lies: as published, {@code cifar-10-batches-bin/} and {@code cifar-100-binary/}.
 */
final class CifarReader {

    /**
     * One of the two.
     *
     * @param classes the file with the names of the classes, one a line
     * @param labelBytes how many labels a record begins with, of which the last counts
     */
    private record Version(String classes, int labelBytes, List<String> training, String test) {}

    private static final List<Version> VERSIONS = List.of(
            new Version(
                    "batches.meta.txt",
                    1,
                    IntStream.rangeClosed(1, 5)
                            .mapToObj(batch -> "data_batch_" + batch + ".bin")
                            .toList(),
                    "test_batch.bin"),
            new Version("fine_label_names.txt", 2, List.of("train.bin"), "test.bin"));

    private record Found(Version version, String classes) {}

    private final FileTree tree;
    private final Reading reading;
    private final Version version;
    private final String folder;

    private CifarReader(FileTree tree, Reading reading, Found found) {
        this.reading = reading;
        this.tree = tree;
        this.version = found.version;
        this.folder = found.classes.substring(0, found.classes.length() - found.version.classes.length());
    }

    /**
     * Reads a data set, where the tree holds one of these.
     *
     * @return in memory: the tree may be closed
     */
    static Optional<Splits<LabelledDataset>> read(FileTree tree, Reading reading) throws IOException {
        List<Found> found = tree.files().stream()
                .flatMap(file -> VERSIONS.stream()
                        .filter(version -> version.classes.equals(FileTree.fileName(file)))
                        .map(version -> new Found(version, file)))
                .toList();
        if (found.size() > 1) {
            throw new DatasetException(
                    tree.name() + " holds several data sets of CIFAR's format, of which one is to be " + "chosen: "
                            + found.stream().map(Found::classes).toList());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new CifarReader(tree, reading, found.get(0)).read());
    }

    private Splits<LabelledDataset> read() throws IOException {
        String classes = folder + version.classes;
        List<String> labels = reading.lines(tree.read(classes), tree.path(classes));
        Map<Split, LabelledDataset> parts = new EnumMap<>(Split.class);
        List<String> training = present(version.training.stream());
        if (!training.isEmpty()) {
            parts.put(Split.TRAIN, CifarDataset.read(tree, training, classes, labels, version.labelBytes));
        }
        List<String> test = present(Stream.of(version.test));
        if (!test.isEmpty()) {
            parts.put(Split.TEST, CifarDataset.read(tree, test, classes, labels, version.labelBytes));
        }
        if (parts.isEmpty()) {
            throw new DatasetException(tree.path(classes) + " names CIFAR's classes, but neither "
                    + version.training.get(0) + " nor " + version.test + " is beside it");
        }
        return new Splits<>(tree.name(), parts);
    }

    private List<String> present(Stream<String> names) {
        return names.map(name -> folder + name).filter(tree.files()::contains).toList();
    }
}
