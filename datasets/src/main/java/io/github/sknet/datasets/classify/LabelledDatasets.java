package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.fashionmnist.FashionMnist;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Opens data sets by name or path: {@value #FASHION_MNIST}, the bundled one (needs sknet-fashion-mnist on the class path), or a
 * folder or a zip file with
 *
 * <ul>
 *   <li>the binary files of CIFAR-10 or CIFAR-100,
 *   <li>pairs of IDX files ({@code …images-idx3-ubyte}, {@code …labels-idx1-ubyte}, gzipped or not),
 *   <li>one folder per class, perhaps below {@code train}, {@code val} and {@code test}, or
 *   <li>images and a list of them with their classes, one each or several,
 * </ul>
 *
 * all of them perhaps below further folders, as in their archives.
 */
public final class LabelledDatasets {
    /** The name of the bundled data set. */
    public static final String FASHION_MNIST = "fashion-mnist";

    private LabelledDatasets() {}

    /**
     * Opens a data set.
     *
     * @throws IOException naming what is missing or damaged, in a {@link DatasetException} where it can be told
     * @throws IllegalArgumentException when the data is another task's, saying by what that is told
     */
    public static Splits<LabelledDataset> open(String nameOrPath) throws IOException {
        return open(nameOrPath, Reading.usual(new AnnotationProblems(false)), false);
    }

    /**
     * Opens a data set.
     *
     * @param several whether an image may be of several classes (multi-label) for sure; else it may where a list gives one several
     * @throws IOException as {@link #open(String)}, or what is wrong, in strict reading
     * @throws IllegalArgumentException as {@link #open(String)}, or where {@code several} is asked for and there is no list
     */
    public static Splits<LabelledDataset> open(String nameOrPath, Reading reading, boolean several) throws IOException {
        if (nameOrPath.equals(FASHION_MNIST) && !several) {
            return fashionMnist();
        }
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            throw new DatasetException(
                    "There is no data set " + nameOrPath + ": neither a folder, nor a zip file, nor " + FASHION_MNIST);
        }
        FileTree tree = FileTree.open(path);
        try {
            Optional<Splits<LabelledDataset>> inMemory = several ? Optional.empty() : CifarReader.read(tree, reading);
            if (inMemory.isEmpty() && !several) {
                inMemory = IdxReader.read(tree);
            }
            if (inMemory.isEmpty()) {
                return ClassImages.read(path, tree, reading, several);
            }
            tree.close();
            return inMemory.get();
        } catch (IOException | IllegalArgumentException unusable) {
            tree.close();
            throw unusable;
        }
    }

    private static Splits<LabelledDataset> fashionMnist() throws IOException {
        try {
            return new Splits<>(
                    FASHION_MNIST,
                    Map.of(
                            Split.TRAIN, fashionMnist(FashionMnist.TRAIN, "training"),
                            Split.TEST, fashionMnist(FashionMnist.TEST, "test")));
        } catch (NoClassDefFoundError absent) {
            throw new DatasetException(
                    "The data set " + FASHION_MNIST
                            + " is in the artifact sknet-fashion-mnist, which is not on the class path",
                    absent);
        }
    }

    private static LabelledDataset fashionMnist(FashionMnist part, String name) throws IOException {
        try (InputStream images = part.images();
                InputStream labels = part.labels()) {
            return IdxDataset.read(images, labels, FASHION_MNIST + " " + name, FashionMnist.CLASS_NAMES);
        }
    }
}
