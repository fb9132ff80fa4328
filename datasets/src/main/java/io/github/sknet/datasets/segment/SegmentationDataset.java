package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.segment.Segmentation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Images with masks, both decoded when they are asked for. */
public final class SegmentationDataset implements Dataset<SegmentationDataset> {

    /** The value of pixels that do not count, in every mask that comes from here, whatever the file's value is. */
    public static final int IGNORED = Segmentation.IGNORED;

    private final FileTree tree;
    private final List<Entry> entries;
    private final List<String> labels;
    private final AnnotationProblems problems;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private MaskCounts counts;

    /** One image, its path in the tree, and its mask. */
    record Entry(String image, MaskSource mask) {}

    SegmentationDataset(FileTree tree, List<Entry> entries, List<String> labels, AnnotationProblems problems) {
        this.tree = tree;
        this.entries = List.copyOf(entries);
        this.labels = List.copyOf(labels);
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

    /** Masks without a list of names hold numbers alone. */
    @Override
    public boolean named() {
        return IntStream.range(0, labels.size())
                .anyMatch(label -> !labels.get(label).equals(Integer.toString(label)));
    }

    /** How often each class occurs; the masks are read for it once. */
    public synchronized MaskCounts counts() {
        if (counts == null) {
            counts = MaskCounts.of(this);
        }
        return counts;
    }

    @Override
    public int[] imagesByClass() {
        return counts().images();
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
        MaskSource source = entries.get(index).mask;
        String name = source.name(tree);
        Image stored = source.read(tree);
        byte[] indices = stored.samples();
        byte[] mask = new byte[indices.length];
        int unknown = -1;
        for (int i = 0; i < indices.length; i++) {
            int value = indices[i] & 0xFF;
            boolean counts = value != IGNORED;
            if (counts && value >= labels.size()) {
                unknown = value;
                counts = false;
            }
            mask[i] = (byte) (counts ? value : IGNORED);
        }
        if (unknown >= 0 && !reported.contains(name)) {
            // In strict reading this is the end, each time that the mask is read.
            problems.add(
                    Kind.UNKNOWN_CLASS,
                    name + " holds the class index " + unknown + ", which none of the "
                            + Counted.of(labels.size(), "class", "classes") + " has: its pixels are not counted");
            reported.add(name);
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
                tree, Arrays.stream(indices).mapToObj(entries::get).toList(), labels, problems);
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
