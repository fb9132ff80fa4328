package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Grey images and labels from a pair of IDX files (MNIST and its kin), held in memory as they are. */
final class IdxDataset implements LabelledDataset {
    private final String name;
    private final IdxFile images;
    private final byte[] imageLabels;
    private final List<String> labels;

    private IdxDataset(String name, IdxFile images, byte[] imageLabels, List<String> labels) {
        this.name = name;
        this.images = images;
        this.imageLabels = imageLabels;
        this.labels = List.copyOf(labels);
    }

    /**
     * Reads a pair of files, gzipped or not. The classes are called 0, 1, 2 …
     *
     * @param images unsigned bytes of shape (N, H, W)
     * @param labels unsigned bytes of shape (N)
     */
    static IdxDataset read(FileTree tree, String images, String labels) throws IOException {
        return of(
                tree.path(images),
                IdxFile.read(tree.read(images), tree.path(images), 3),
                tree.path(labels),
                IdxFile.read(tree.read(labels), tree.path(labels), 1),
                List.of());
    }

    /**
     * Reads a pair of uncompressed streams.
     *
     * @param name what messages call the images
     * @param labelNames the names of the classes, by label
     */
    static IdxDataset read(InputStream images, InputStream labels, String name, List<String> labelNames)
            throws IOException {
        return of(
                name + " images",
                IdxFile.read(images, name + " images", 3),
                name + " labels",
                IdxFile.read(labels, name + " labels", 1),
                labelNames);
    }

    private static IdxDataset of(
            String imagesName, IdxFile images, String labelsName, IdxFile labels, List<String> labelNames)
            throws DatasetException {
        if (images.shape()[0] != labels.shape()[0]) {
            throw new DatasetException(imagesName + " holds " + images.shape()[0] + " images, but " + labelsName
                    + " holds " + labels.shape()[0] + " labels");
        }
        int largest = IntStream.range(0, labels.content().length)
                .map(i -> labels.content()[i] & 0xFF)
                .max()
                .orElseThrow();
        if (!labelNames.isEmpty() && largest >= labelNames.size()) {
            throw new DatasetException(
                    labelsName + " holds the label " + largest + ", but there are " + labelNames.size() + " classes");
        }
        return new IdxDataset(
                imagesName, images, labels.content(), labelNames.isEmpty() ? numbers(largest + 1) : labelNames);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** The same images with at least so many classes: a test part may lack the last ones. */
    IdxDataset withClasses(int count) {
        return count <= labels.size() ? this : new IdxDataset(name, images, imageLabels, numbers(count));
    }

    @Override
    public int size() {
        return imageLabels.length;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int label(int index) {
        return imageLabels[index] & 0xFF;
    }

    @Override
    public String name(int index) {
        return name + "[" + index + "]";
    }

    @Override
    public Image image(int index) {
        int height = images.shape()[1];
        int width = images.shape()[2];
        int first = Math.multiplyExact(index, height * width);
        return new Image(width, height, 1, Arrays.copyOfRange(images.content(), first, first + height * width));
    }
}
