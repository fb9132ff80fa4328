package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.ClassNames;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.annotations.AnnotatedImage;
import io.github.sknet.datasets.annotations.AnnotatedObject;
import io.github.sknet.datasets.annotations.AnnotationFormat;
import io.github.sknet.datasets.annotations.AnnotationSet;
import io.github.sknet.datasets.annotations.Edges;
import io.github.sknet.datasets.annotations.Frame;
import io.github.sknet.datasets.annotations.Frames;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Opens data sets of boxes, in a folder or a zip file, annotated in any of the formats that are read. */
public final class DetectionDatasets {

    private final FileTree tree;
    private final Reading reading;
    private final Frames frames;

    private DetectionDatasets(FileTree tree, Reading reading) {
        this.tree = tree;
        this.reading = reading;
        this.frames = new Frames(tree, reading.problems());
    }

    /**
     * Opens a data set.
     *
     * @param labels the classes, in the order of a model's labels; empty for those that the data set names
     * @param problems where what is wrong with annotations is noted
     * @throws IOException naming what is missing or damaged, in a {@link DatasetException} where it can be told
     */
    public static Splits<DetectionDataset> open(Path path, Optional<List<String>> labels, AnnotationProblems problems)
            throws IOException {
        return open(path, new Reading(labels, Optional.empty(), problems));
    }

    /**
     * Opens a data set.
     *
     * @throws IOException as {@link #open(Path, Optional, AnnotationProblems)}
     */
    public static Splits<DetectionDataset> open(Path path, Reading reading) throws IOException {
        FileTree tree = FileTree.open(path);
        try {
            AnnotationSet found = AnnotationFormat.find(tree, reading, false)
                    .orElseThrow(() -> new DatasetException(path + " holds no boxes: none of "
                            + AnnotationFormat.ALL.stream()
                                    .map(AnnotationFormat::name)
                                    .collect(Collectors.joining("; "))));
            return new DetectionDatasets(tree, reading).splits(found);
        } catch (IOException | IllegalArgumentException unusable) {
            tree.close();
            throw unusable;
        }
    }

    private Splits<DetectionDataset> splits(AnnotationSet found) throws IOException {
        List<String> labels = reading.labels().orElse(found.classes());
        ClassNames.requireSome(tree.name(), found.classes(), labels);
        BoxCheck check = new BoxCheck(labels, reading.problems());
        Map<Split, DetectionDataset> parts = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<AnnotatedImage>> part : found.parts().entrySet()) {
            List<DetectionDataset.Entry> entries = new ArrayList<>();
            for (AnnotatedImage image : part.getValue()) {
                entry(image, check).ifPresent(entries::add);
            }
            if (entries.isEmpty()) {
                throw new DatasetException(tree.name() + ": no image of the part " + part.getKey() + " can be used"
                        + reading.problems().first());
            }
            parts.put(part.getKey(), new DetectionDataset(tree, entries, labels));
        }
        frames.tell();
        return new Splits<>(tree.name(), parts);
    }

    private Optional<DetectionDataset.Entry> entry(AnnotatedImage image, BoxCheck check) throws IOException {
        Optional<Frame> frame = frames.of(image);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        List<ObjectBox> objects = new ArrayList<>();
        for (AnnotatedObject object : image.objects()) {
            Edges edges = frame.get().upright(object.edges());
            String where = object.id().isEmpty() ? image.where() : image.where() + ": annotation " + object.id();
            BoxCheck.Claim claim = new BoxCheck.Claim(
                    where,
                    object.label(),
                    edges.left(),
                    edges.top(),
                    edges.right(),
                    edges.bottom(),
                    object.area(),
                    object.ignored());
            check.check(claim, frame.get().size()).ifPresent(objects::add);
        }
        return Optional.of(new DetectionDataset.Entry(image.file(), frame.get().size(), objects));
    }
}
