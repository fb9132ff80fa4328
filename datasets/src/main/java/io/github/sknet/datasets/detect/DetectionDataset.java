package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.metrics.coco.CocoGroundTruth;
import io.github.sknet.graph.Size;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Images with boxes; the boxes are in memory, the images are decoded when they are asked for. */
public final class DetectionDataset implements Dataset<DetectionDataset> {
    private final FileTree tree;
    private final List<Entry> entries;
    private final List<String> labels;

    /**
     * One image.
     *
     * @param file its path in the tree
     * @param size in pixels, as the annotation says
     * @param objects within the image
     */
    record Entry(String file, Size size, List<ObjectBox> objects) {
        Entry {
            objects = List.copyOf(objects);
        }
    }

    DetectionDataset(FileTree tree, List<Entry> entries, List<String> labels) {
        this.tree = tree;
        this.entries = List.copyOf(entries);
        this.labels = List.copyOf(labels);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public String name(int index) {
        return tree.path(entries.get(index).file);
    }

    /** The file's name alone. */
    public String fileName(int index) {
        return FileTree.fileName(entries.get(index).file);
    }

    /** The objects of an image; costs nothing. */
    public List<ObjectBox> objects(int index) {
        return entries.get(index).objects;
    }

    @Override
    public int[] imagesByClass() {
        int[] counts = new int[labels.size()];
        for (Entry entry : entries) {
            entry.objects.stream().mapToInt(ObjectBox::label).distinct().forEach(label -> counts[label]++);
        }
        return counts;
    }

    /** Whether there is anything to be found. */
    boolean hasObjects() {
        return entries.stream().anyMatch(entry -> !entry.objects.isEmpty());
    }

    @Override
    public Image image(int index) throws IOException {
        Entry entry = entries.get(index);
        Image image = ImageDecoder.decode(tree.read(entry.file), name(index));
        if (image.width() != entry.size.width() || image.height() != entry.size.height()) {
            throw new DatasetException(name(index) + " is " + image.width() + "×" + image.height()
                    + ", but its annotation is for " + entry.size.width() + "×" + entry.size.height());
        }
        return image;
    }

    @Override
    public DetectionDataset subset(int[] indices) {
        return new DetectionDataset(
                tree, Arrays.stream(indices).mapToObj(entries::get).toList(), labels);
    }

    /** What there is to be found, for COCO's evaluation: the images' ids are their indices, the categories' the labels. */
    public CocoGroundTruth groundTruth() {
        List<CocoGroundTruth.Annotation> annotations = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            for (ObjectBox object : entries.get(index).objects) {
                annotations.add(new CocoGroundTruth.Annotation(
                        index, object.label(), object.box(), object.area(), object.ignored()));
            }
        }
        return new CocoGroundTruth(
                LongStream.range(0, entries.size()).boxed().toList(),
                IntStream.range(0, labels.size())
                        .mapToObj(label -> new CocoGroundTruth.Category(label, labels.get(label)))
                        .toList(),
                annotations);
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
