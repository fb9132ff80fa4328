package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.FileTree;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.segment.Segmentation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Images with masks, both decoded when they are asked for. */
public final class SegmentationDataset implements Dataset<SegmentationDataset> {

    /** The value of pixels that do not count, in every mask that comes from here, whatever the file's value is. */
    public static final int IGNORED = Segmentation.IGNORED;

    private final FileTree tree;
    private final List<Entry> entries;
    private final List<String> labels;
    private final OptionalInt ignored;
    private final AnnotationProblems problems;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** One image and its mask: paths in the tree. */
    record Entry(String image, String mask) {}

    /**
     * Makes a data set.
     *
     * @param ignored the files' value of pixels that do not count, besides {@link #IGNORED}
     */
    SegmentationDataset(
            FileTree tree, List<Entry> entries, List<String> labels, OptionalInt ignored, AnnotationProblems problems) {
        this.tree = tree;
        this.entries = List.copyOf(entries);
        this.labels = List.copyOf(labels);
        this.ignored = ignored;
        this.problems = problems;
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
        return tree.path(entries.get(index).image);
    }

    @Override
    public Image image(int index) throws IOException {
        return ImageDecoder.decode(tree.read(entries.get(index).image), name(index));
    }

    /**
     * The mask of an image: labels, and {@link #IGNORED}. An index that is no class is noted as a problem once for each file,
     * and its pixels do not count.
     */
    public Image mask(int index) throws IOException {
        String file = entries.get(index).mask;
        String name = tree.path(file);
        Image stored = MaskDecoder.decode(tree.read(file), name);
        byte[] indices = stored.samples();
        byte[] mask = new byte[indices.length];
        int unknown = -1;
        for (int i = 0; i < indices.length; i++) {
            int value = indices[i] & 0xFF;
            boolean counts = value != IGNORED && value != ignored.orElse(IGNORED);
            if (counts && value >= labels.size()) {
                unknown = value;
                counts = false;
            }
            mask[i] = (byte) (counts ? value : IGNORED);
        }
        if (unknown >= 0 && reported.add(file)) {
            problems.add(
                    Kind.UNKNOWN_CLASS,
                    name + " holds the class index " + unknown + ", and the data has "
                            + Counted.of(labels.size(), "class", "classes") + ": its pixels are not counted");
        }
        return new Image(stored.width(), stored.height(), 1, mask);
    }

    /** An image with its mask. */
    public MaskedImage get(int index) throws IOException {
        return paired(index, image(index), mask(index));
    }

    /** Puts together what was read. */
    MaskedImage paired(int index, Image image, Image mask) throws DatasetException {
        if (image.width() != mask.width() || image.height() != mask.height()) {
            throw new DatasetException(name(index) + " is " + image.width() + "×" + image.height()
                    + ", but its mask is " + mask.width() + "×" + mask.height());
        }
        return new MaskedImage(image, mask);
    }

    @Override
    public SegmentationDataset subset(int[] indices) {
        return new SegmentationDataset(
                tree, Arrays.stream(indices).mapToObj(entries::get).toList(), labels, ignored, problems);
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
