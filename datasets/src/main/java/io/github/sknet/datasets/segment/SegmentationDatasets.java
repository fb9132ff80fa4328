package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.ClassNames;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.annotations.AnnotationFormat;
import io.github.sknet.datasets.annotations.AnnotationSet;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.LeftOut;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.datasets.segment.SegmentationDataset.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Opens data sets of masks, in a folder or a zip file. A mask is a PNG that has its image's name (a suffix such as {@code _mask}
 * apart) and lies in a folder of masks beside the images':
 *
 * <ul>
 *   <li>{@code train} and {@code trainannot} (also {@code train_labels}, {@code train_masks}), likewise {@code val}, {@code test};
 *   <li>{@code images/train} and {@code masks/train} (also {@code labels}, {@code annotations}, {@code trimaps}), with or without
 *       parts;
 *   <li>Pascal VOC's: {@code JPEGImages}, {@code SegmentationClass} and lists in {@code ImageSets/Segmentation};
 *   <li>Cityscapes': {@code leftImg8bit} and {@code gtFine};
 *   <li>or beside its image, where a suffix tells it.
 * </ul>
 *
 * <p>Else masks are drawn from the outlines that COCO's, YOLO's or LabelMe's files have.
 *
 * <p>The classes' names stand in {@code classes.txt}, one a line; {@link MaskReading} says what is done without it.
 */
public final class SegmentationDatasets {

    private final FileTree tree;
    private final Reading reading;
    private final MaskReading.Said said;

    private SegmentationDatasets(FileTree tree, Reading reading, MaskReading.Said said) {
        this.tree = tree;
        this.reading = reading;
        this.said = said;
    }

    /**
     * Opens a data set.
     *
     * @param labels the classes, in the order of the masks' indices, or those of {@code classes.txt} in another order; empty for
     *     those of {@code classes.txt}, else as many numbers as the masks hold
     * @param ignored the masks' value of pixels that do not count; 255 never does
     * @param problems where what is wrong with masks is noted, when they are read
     * @throws IOException naming what is missing or damaged, in a {@link DatasetException} where it can be told
     */
    public static Splits<SegmentationDataset> open(
            Path path, Optional<List<String>> labels, OptionalInt ignored, AnnotationProblems problems)
            throws IOException {
        return open(
                path, new Reading(labels, Optional.empty(), problems), new MaskReading.Said(ignored, Optional.empty()));
    }

    /** A clause that names an image and its mask, where most images have one in the folder that belongs to theirs. */
    static Optional<String> masksIn(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (FileTree tree = FileTree.open(path)) {
            return MaskPairs.sign(tree).map(pair -> pair.mask() + " is a mask of " + pair.image());
        } catch (DatasetException broken) {
            // What is neither a folder nor a zip file has no masks.
            return Optional.empty();
        }
    }

    static Splits<SegmentationDataset> open(Path path, Reading reading, MaskReading.Said said) throws IOException {
        FileTree tree = FileTree.open(path);
        try {
            return new SegmentationDatasets(tree, reading, said).open();
        } catch (IOException | IllegalArgumentException unusable) {
            tree.close();
            throw unusable;
        }
    }

    private Splits<SegmentationDataset> open() throws IOException {
        MaskPairs pairs = MaskPairs.of(tree, reading);
        if (!pairs.parts().isEmpty()) {
            MaskReading masks = MaskReading.of(tree, pairs.masks(), reading, said);
            Map<Split, List<Entry>> parts = new EnumMap<>(Split.class);
            pairs.parts()
                    .forEach((split, some) -> parts.put(
                            split,
                            some.stream()
                                    .map(pair -> new Entry(
                                            pair.image(), new MaskFile(pair.image(), pair.mask(), masks.coding())))
                                    .toList()));
            return splits(parts, masks.labels());
        }
        Optional<AnnotationSet> outlines = AnnotationFormat.find(tree, reading, true);
        if (outlines.isPresent()) {
            List<String> labels = reading.labels().orElse(OutlinedMasks.labels(outlines.get()));
            ClassNames.requireSome(tree.name(), outlines.get().classes(), labels);
            return splits(OutlinedMasks.of(tree, reading, outlines.get(), labels), labels);
        }
        List<String> others = pairs.otherFormats();
        throw new DatasetException(tree.name() + " holds no images with masks: "
                + (others.isEmpty()
                        ? "folders such as train and trainannot, or images and masks, with PNG masks named as their images"
                                + " (or with a suffix such as _mask), or outlines in COCO's, YOLO's or LabelMe's files,"
                                + " were expected"
                        : "masks are PNG files, which keep class indices as they are, and these are not: "
                                + LeftOut.some(others))
                + reading.problems().first());
    }

    private Splits<SegmentationDataset> splits(Map<Split, List<Entry>> entries, List<String> labels)
            throws DatasetException {
        Map<Split, SegmentationDataset> parts = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<Entry>> part : entries.entrySet()) {
            if (part.getValue().isEmpty()) {
                throw new DatasetException(tree.name() + ": no image of the part " + part.getKey() + " can be used"
                        + reading.problems().first());
            }
            parts.put(
                    part.getKey(),
                    new SegmentationDataset(tree, new ArrayList<>(part.getValue()), labels, reading.problems()));
        }
        return new Splits<>(tree.name(), parts);
    }
}
