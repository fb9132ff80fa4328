package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.LabelIndex;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.annotations.AnnotatedImage;
import io.github.sknet.datasets.annotations.AnnotatedObject;
import io.github.sknet.datasets.annotations.AnnotationSet;
import io.github.sknet.datasets.annotations.Edges;
import io.github.sknet.datasets.annotations.Frame;
import io.github.sknet.datasets.annotations.Frames;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.datasets.segment.SegmentationDataset.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Masks of images whose objects are outlined. Small objects lie above large ones, what is said of a crowd does not count, and all
 * else is the class {@value #BACKGROUND}.
 */
final class OutlinedMasks {

    static final String BACKGROUND = "background";

    private final FileTree tree;
    private final Reading reading;
    private final List<String> labels;
    private final LabelIndex index;
    private final Frames frames;
    private int outlines;

    private OutlinedMasks(FileTree tree, Reading reading, List<String> labels) {
        this.tree = tree;
        this.reading = reading;
        this.labels = labels;
        this.index = new LabelIndex(labels);
        this.frames = new Frames(tree, reading.problems());
    }

    /**
     * Makes a data set's masks.
     *
     * @param labels the classes
     * @throws DatasetException when none of the objects has an outline
     */
    static Map<Split, List<Entry>> of(FileTree tree, Reading reading, AnnotationSet found, List<String> labels)
            throws IOException {
        OutlinedMasks masks = new OutlinedMasks(tree, reading, labels);
        Map<Split, List<Entry>> parts = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<AnnotatedImage>> part : found.parts().entrySet()) {
            List<Entry> entries = new ArrayList<>();
            for (AnnotatedImage image : part.getValue()) {
                masks.entry(image).ifPresent(entries::add);
            }
            parts.put(part.getKey(), entries);
        }
        masks.frames.tell();
        if (masks.outlines == 0) {
            throw new DatasetException(tree.name() + " has no outlines of objects of the classes " + labels
                    + "; boxes are for models that detect" + reading.problems().first());
        }
        return parts;
    }

    /** The classes of a data set: the background first, then those that are outlined. */
    static List<String> labels(AnnotationSet found) {
        return Stream.concat(Stream.of(BACKGROUND), found.classes().stream().filter(name -> !isBackground(name)))
                .toList();
    }

    private static boolean isBackground(String name) {
        return name.replace("_", "").equalsIgnoreCase(BACKGROUND);
    }

    private Optional<Entry> entry(AnnotatedImage image) throws IOException {
        Optional<Frame> frame = frames.of(image);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        List<AnnotatedObject> ordered = image.objects().stream()
                .sorted(Comparator.comparingDouble(object -> -size(object)))
                .toList();
        List<DrawnMask.Region> regions = new ArrayList<>();
        for (AnnotatedObject object : ordered) {
            region(image, object).ifPresent(regions::add);
        }
        outlines += regions.size();
        int ground = labels.stream()
                .filter(OutlinedMasks::isBackground)
                .findFirst()
                .map(labels::indexOf)
                .orElse(SegmentationDataset.IGNORED);
        return Optional.of(new Entry(image.file(), new DrawnMask(image.where(), frame.get(), ground, regions)));
    }

    private static double size(AnnotatedObject object) {
        Edges edges = object.edges();
        double box = (edges.right() - edges.left()) * (edges.bottom() - edges.top());
        return object.area().orElse(box);
    }

    private Optional<DrawnMask.Region> region(AnnotatedImage image, AnnotatedObject object) throws DatasetException {
        String where = object.id().isEmpty() ? image.where() : image.where() + ": annotation " + object.id();
        if (object.outline().isEmpty()) {
            reading.problems().add(Kind.UNREADABLE, where + ": an object of " + object.label() + " has no outline");
            return Optional.empty();
        }
        OptionalInt label = isBackground(object.label())
                ? labels.stream()
                        .filter(OutlinedMasks::isBackground)
                        .mapToInt(labels::indexOf)
                        .findFirst()
                : index.of(object.label());
        if (label.isEmpty()) {
            reading.problems()
                    .add(
                            Kind.UNKNOWN_CLASS,
                            where + ": an object of " + object.label() + ", which is not among " + labels);
            return Optional.empty();
        }
        int drawn = object.ignored() ? SegmentationDataset.IGNORED : label.getAsInt();
        return Optional.of(new DrawnMask.Region(drawn, object.outline().get()));
    }
}
