package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.ClassNames;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.EpochOrder;
import io.github.sknet.datasets.SampleSeed;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What masks mean: their coding and the classes' names, as far as they are said, else as the masks themselves show. Masks of 0
 * and 255 alone are of background and foreground.
 *
 * @param coding of the files
 * @param labels the classes' names
 */
record MaskReading(MaskCoding coding, List<String> labels) {

    private static final String CLASSES = "classes.txt";

    private static final List<String> TWO = List.of("background", "foreground");

    private static final long SEED = 1;

    /** As many masks show whether their indices are those of the classes that were named. */
    private static final int LOOKED_AT = 32;

    /**
     * What was said of masks.
     *
     * @param ignored the value of pixels that do not count, besides 255; empty for none
     * @param palette a name or a file; empty where samples are indices
     */
    record Said(OptionalInt ignored, Optional<String> palette) {}

    /**
     * Looks at some masks. Where {@code classes.txt} has the classes that were named in another order, it says what indices mean,
     * and the labels are in the order in which they were named.
     */
    static MaskReading of(FileTree tree, List<String> masks, Reading reading, Said said) throws IOException {
        if (said.palette.isPresent()) {
            return ofColors(Palette.of(said.palette.get(), reading), reading.labels(), said.palette.get());
        }
        Optional<List<String>> written = written(tree, reading);
        Optional<List<String>> wanted = reading.labels();
        if (written.isPresent() && wanted.isPresent() && ClassNames.isReordered(written.get(), wanted.get())) {
            MaskReading own = of(tree, masks, reading, said, written);
            return new MaskReading(own.coding.ordered(order(written.get(), wanted.get())), wanted.get());
        }
        if (written.isPresent() && wanted.isPresent() && !written.equals(wanted)) {
            throw new IllegalArgumentException("The classes of " + tree.name() + " are " + written.get() + " ("
                    + CLASSES + "), not " + wanted.get());
        }
        MaskReading found = of(tree, masks, reading, said, wanted.or(() -> written));
        if (wanted.isPresent() && written.isEmpty()) {
            found.requireKnownIndices(tree, shuffled(masks));
        }
        return found;
    }

    /**
     * One strange index is that of pixels that do not count, and noted where it is met; several in most of the masks are of other
     * classes than these.
     */
    private void requireKnownIndices(FileTree tree, List<String> masks) throws IOException {
        Set<Integer> strange = new TreeSet<>();
        int read = 0;
        int other = 0;
        for (String file : masks.subList(0, Math.min(LOOKED_AT, masks.size()))) {
            try {
                Set<Integer> found = strange(coding.decode(tree.read(file), tree.path(file)));
                strange.addAll(found);
                other += found.isEmpty() ? 0 : 1;
                read++;
            } catch (ImageException broken) {
                // It is named when its turn to be used comes.
                continue;
            }
        }
        if (strange.size() > 1 && 2 * other > read) {
            throw new IllegalArgumentException("The masks in " + tree.name() + " hold the class indices " + strange
                    + " beside those of the " + Counted.of(labels.size(), "class", "classes") + ", "
                    + Json.cut(labels.toString()) + ": these are masks of other classes");
        }
    }

    private Set<Integer> strange(Image mask) {
        Set<Integer> strange = new HashSet<>();
        for (byte sample : mask.samples()) {
            int index = sample & 0xFF;
            if (index != SegmentationDataset.IGNORED && index >= labels.size()) {
                strange.add(index);
            }
        }
        return strange;
    }

    private static MaskReading ofColors(Palette palette, Optional<List<String>> wanted, String name)
            throws DatasetException {
        List<String> own = palette.names();
        if (wanted.isEmpty() || wanted.get().equals(own)) {
            return new MaskReading(palette, own);
        }
        if (ClassNames.isReordered(own, wanted.get())) {
            return new MaskReading(palette.ordered(order(own, wanted.get())), wanted.get());
        }
        throw new IllegalArgumentException(
                "The classes of the palette " + name + " are " + own + ", not " + wanted.get());
    }

    private static int[] order(List<String> own, List<String> wanted) {
        return own.stream().mapToInt(wanted::indexOf).toArray();
    }

    private static MaskReading of(
            FileTree tree, List<String> masks, Reading reading, Said said, Optional<List<String>> known)
            throws IOException {
        boolean learned = known.isEmpty() || known.get().size() == Cityscapes.NAMES.size();
        if (learned && masks.stream().allMatch(mask -> hasSuffix(mask, "_labelids"))) {
            return new MaskReading(MaskCoding.indices(Cityscapes.labelsOfIds()), known.orElse(Cityscapes.NAMES));
        }
        MaskCoding indices = MaskCoding.indices(said.ignored.orElse(-1));
        if (masks.stream().allMatch(mask -> hasSuffix(mask, "_labeltrainids"))) {
            return new MaskReading(indices, known.orElse(Cityscapes.NAMES));
        }
        if (known.isPresent() && known.get().size() != TWO.size()) {
            return new MaskReading(indices, known.get());
        }
        MaskSurvey survey = known.isPresent()
                ? MaskSurvey.ofSome(tree, shuffled(masks), reading.problems())
                : MaskSurvey.of(tree, masks, reading.problems());
        Optional<MaskCoding> binary = said.ignored.isPresent() ? Optional.empty() : binary(tree, survey, reading);
        if (binary.isPresent()) {
            return new MaskReading(binary.get(), known.orElse(TWO));
        }
        return new MaskReading(indices, known.isPresent() ? known.get() : numbers(tree, survey, reading, said));
    }

    private static boolean hasSuffix(String mask, String suffix) {
        return FileTree.stem(mask).toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    private static Optional<List<String>> written(FileTree tree, Reading reading) throws IOException {
        for (String file : tree.files()) {
            if (FileTree.fileName(file).equalsIgnoreCase(CLASSES)) {
                List<String> names = reading.lines(tree.read(file), tree.path(file));
                if (names.stream().distinct().count() != names.size()) {
                    throw new DatasetException(tree.path(file) + " names a class twice: " + names);
                }
                return Optional.of(names);
            }
        }
        return Optional.empty();
    }

    private static List<String> shuffled(List<String> masks) {
        int[] order = EpochOrder.shuffled(masks.size(), SampleSeed.random(SEED));
        return Arrays.stream(order).mapToObj(masks::get).toList();
    }

    private static Optional<MaskCoding> binary(FileTree tree, MaskSurvey survey, Reading reading)
            throws DatasetException {
        int threshold = (survey.largest() + 1) / 2;
        if (survey.isBlackAndWhite()) {
            reading.problems()
                    .add(
                            Kind.TAKEN_AS,
                            tree.name() + ": masks of the values 0 and " + survey.largest()
                                    + " alone are of background (0) and foreground (" + survey.largest() + ")");
            return Optional.of(MaskCoding.binary(threshold));
        }
        if (survey.hasSoftEdges()) {
            reading.problems()
                    .add(
                            Kind.TAKEN_AS,
                            String.format(
                                    Locale.ROOT,
                                    "%s: masks of the values 0 and %d with %d others between (%s) at %.1f %% of the pixels have soft"
                                            + " edges: below %d is background, from there on foreground; if these are classes, name"
                                            + " them with --labels",
                                    tree.name(),
                                    survey.largest(),
                                    survey.values(-1).size() - 2,
                                    survey.shown(0),
                                    100 * survey.softShare(),
                                    threshold));
            return Optional.of(MaskCoding.binary(threshold));
        }
        return Optional.empty();
    }

    /** As many numbers as the masks hold. */
    private static List<String> numbers(FileTree tree, MaskSurvey survey, Reading reading, Said said)
            throws DatasetException {
        int ignored = said.ignored.orElse(SegmentationDataset.IGNORED);
        List<Integer> values = survey.values(SegmentationDataset.IGNORED).stream()
                .filter(value -> value != ignored)
                .toList();
        int largest = values.isEmpty() ? 0 : values.get(values.size() - 1);
        if (2 * values.size() < largest + 1) {
            reading.problems()
                    .add(
                            Kind.TAKEN_AS,
                            tree.name() + ": of the " + (largest + 1) + " classes that masks with an index "
                                    + largest + " have, only " + values.size() + " are in them: "
                                    + survey.shown(SegmentationDataset.IGNORED));
        }
        return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
    }
}
