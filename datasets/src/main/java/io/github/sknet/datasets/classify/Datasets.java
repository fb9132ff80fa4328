package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.fashionmnist.FashionMnist;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Opens data sets by name or path:
 *
 * <ul>
 *   <li>{@value #FASHION_MNIST}: the bundled one (needs sknet-fashion-mnist on the class path);
 *   <li>a folder with pairs of IDX files ({@code …images-idx3-ubyte}, {@code …labels-idx1-ubyte}, gzipped or not);
 *   <li>a folder with the binary files of CIFAR-10 or CIFAR-100;
 *   <li>a folder or a zip file with one folder per class, perhaps below {@code train}, {@code val} and {@code test}.
 * </ul>
 */
public final class Datasets {
    /** The name of the bundled data set. */
    public static final String FASHION_MNIST = "fashion-mnist";

    private static final String CIFAR_10_NAMES = "batches.meta.txt";
    private static final String CIFAR_100_NAMES = "fine_label_names.txt";

    private Datasets() {}

    /**
     * Opens a data set.
     *
     * @throws IOException naming what is missing or damaged, in a {@link DatasetException} where it can be told
     */
    public static DatasetSplits open(String nameOrPath) throws IOException {
        if (nameOrPath.equals(FASHION_MNIST)) {
            return fashionMnist();
        }
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            throw new DatasetException(
                    "there is no data set " + nameOrPath + ": neither a folder, nor a zip file, nor " + FASHION_MNIST);
        }
        if (Files.isDirectory(path)) {
            if (Files.exists(path.resolve(CIFAR_10_NAMES))) {
                return cifar10(path);
            }
            if (Files.exists(path.resolve(CIFAR_100_NAMES))) {
                return cifar100(path);
            }
            Optional<DatasetSplits> idx = idx(path);
            if (idx.isPresent()) {
                return idx.get();
            }
        }
        return ClassFolders.open(path);
    }

    private static DatasetSplits fashionMnist() throws IOException {
        try {
            return new DatasetSplits(
                    FASHION_MNIST,
                    Map.of(
                            Split.TRAIN, fashionMnist(FashionMnist.TRAIN, "training"),
                            Split.TEST, fashionMnist(FashionMnist.TEST, "test")));
        } catch (NoClassDefFoundError absent) {
            throw new DatasetException(
                    "the data set " + FASHION_MNIST
                            + " is in the artifact sknet-fashion-mnist, which is not on the class path",
                    absent);
        }
    }

    private static Dataset fashionMnist(FashionMnist part, String name) throws IOException {
        try (InputStream images = part.images();
                InputStream labels = part.labels()) {
            return IdxDataset.read(images, labels, FASHION_MNIST + " " + name, FashionMnist.CLASS_NAMES);
        }
    }

    private static DatasetSplits cifar10(Path folder) throws IOException {
        List<Path> training = IntStream.rangeClosed(1, 5)
                .mapToObj(batch -> folder.resolve("data_batch_" + batch + ".bin"))
                .filter(Files::exists)
                .toList();
        Path names = folder.resolve(CIFAR_10_NAMES);
        Map<Split, Dataset> parts = new EnumMap<>(Split.class);
        if (!training.isEmpty()) {
            parts.put(Split.TRAIN, CifarDataset.readCifar10(training, names));
        }
        Path test = folder.resolve("test_batch.bin");
        if (Files.exists(test)) {
            parts.put(Split.TEST, CifarDataset.readCifar10(List.of(test), names));
        }
        return cifar(folder, parts, "data_batch_1.bin or test_batch.bin");
    }

    private static DatasetSplits cifar100(Path folder) throws IOException {
        Path names = folder.resolve(CIFAR_100_NAMES);
        Map<Split, Dataset> parts = new EnumMap<>(Split.class);
        Map<Split, Path> files =
                Map.of(Split.TRAIN, folder.resolve("train.bin"), Split.TEST, folder.resolve("test.bin"));
        for (Map.Entry<Split, Path> part : files.entrySet()) {
            if (Files.exists(part.getValue())) {
                parts.put(part.getKey(), CifarDataset.readCifar100(List.of(part.getValue()), names));
            }
        }
        return cifar(folder, parts, "train.bin or test.bin");
    }

    private static DatasetSplits cifar(Path folder, Map<Split, Dataset> parts, String expected)
            throws DatasetException {
        if (parts.isEmpty()) {
            throw new DatasetException(folder + " holds CIFAR's class names, but not " + expected);
        }
        return new DatasetSplits(folder.toString(), parts);
    }

    private static Optional<DatasetSplits> idx(Path folder) throws IOException {
        List<Path> imageFiles;
        try (Stream<Path> files = Files.list(folder)) {
            imageFiles = files.filter(file -> file.getFileName().toString().matches(".*images[-.]idx3.*"))
                    .sorted()
                    .toList();
        }
        if (imageFiles.isEmpty()) {
            return Optional.empty();
        }
        Map<Split, IdxDataset> parts = new EnumMap<>(Split.class);
        for (Path images : imageFiles) {
            String name = images.getFileName().toString();
            Path labels = images.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
            if (parts.put(splitOfIdx(name), IdxDataset.read(images, labels)) != null) {
                throw new DatasetException(folder + " holds several IDX files for one part: " + imageFiles);
            }
        }
        int classes = parts.values().stream()
                .mapToInt(part -> part.labels().size())
                .max()
                .orElseThrow();
        Map<Split, Dataset> named = new EnumMap<>(Split.class);
        parts.forEach((split, part) -> named.put(split, part.withClasses(classes)));
        return Optional.of(new DatasetSplits(folder.toString(), named));
    }

    private static Split splitOfIdx(String name) {
        if (name.contains("t10k") || name.contains("test")) {
            return Split.TEST;
        }
        return name.contains("train") ? Split.TRAIN : Split.ALL;
    }
}
