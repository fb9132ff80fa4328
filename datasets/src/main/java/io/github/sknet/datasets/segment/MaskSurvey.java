package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often each value is found in masks.
 *
 * @param counts of pixels, by value, 0 to 255
 */
record MaskSurvey(long[] counts) {

    /** Above this a second value is no class index, but white. */
    private static final int BRIGHT = 100;

    /** Soft edges take at least so many values, and at most this share of the pixels. */
    private static final int SOFT_VALUES = 3;

    private static final double SOFT_SHARE = 0.15;

    private static final int SHOWN = 5;

    /** So many masks settle that there are indices. */
    private static final int FEW = 32;

    /** So many masks settle that there are none. */
    private static final int MANY = 512;

    /**
     * Looks at masks.
     *
     * @param problems where those that can't be read are noted
     * @throws DatasetException when none of them can be read
     */
    static MaskSurvey of(FileTree tree, List<String> masks, AnnotationProblems problems) throws IOException {
        return of(tree, masks, problems, false);
    }

    /**
     * Looks at as many masks as are needed to tell indices from black and white.
     *
     * @param masks in random order
     * @throws DatasetException as {@link #of}
     */
    static MaskSurvey ofSome(FileTree tree, List<String> masks, AnnotationProblems problems) throws IOException {
        return of(tree, masks, problems, true);
    }

    private static MaskSurvey of(FileTree tree, List<String> masks, AnnotationProblems problems, boolean some)
            throws IOException {
        long[] counts = new long[256];
        int read = 0;
        for (String file : masks) {
            if (some && new MaskSurvey(counts).isSettled(read)) {
                break;
            }
            try {
                Image mask = MaskDecoder.decode(tree.read(file), tree.path(file));
                for (byte sample : mask.samples()) {
                    counts[sample & 0xFF]++;
                }
                read++;
            } catch (IOException broken) {
                problems.add(Kind.UNREADABLE, broken.getMessage());
            }
        }
        if (read == 0) {
            throw new DatasetException("None of the masks in " + tree.name() + " can be read" + problems.first());
        }
        return new MaskSurvey(counts);
    }

    /** Many masks may be all of one class, and indices of 255 be all that there is besides. */
    private boolean isSettled(int masks) {
        boolean indices = values(0).stream().anyMatch(value -> value < BRIGHT) && !hasSoftEdges();
        return masks >= FEW && indices || masks >= MANY && values(-1).size() > 1;
    }

    /** The values there are, but for one. */
    List<Integer> values(int without) {
        return IntStream.range(0, counts.length)
                .filter(value -> counts[value] > 0 && value != without)
                .boxed()
                .toList();
    }

    /** The largest value. */
    int largest() {
        List<Integer> values = values(-1);
        return values.get(values.size() - 1);
    }

    /** Whether there is black and white, and nothing else. */
    boolean isBlackAndWhite() {
        List<Integer> values = values(-1);
        return values.size() == 2 && values.get(0) == 0 && values.get(1) >= BRIGHT;
    }

    /** Whether there are black and white, and between them many values of few pixels. */
    boolean hasSoftEdges() {
        int white = largest();
        return counts[0] > 0 && white >= BRIGHT && values(-1).size() >= 2 + SOFT_VALUES && softShare() < SOFT_SHARE;
    }

    /** The share of pixels that are neither clearly black nor clearly white. */
    double softShare() {
        int white = largest();
        long between = IntStream.range(1, white)
                .filter(value -> value > white / 32 && value < white - white / 32)
                .mapToLong(value -> counts[value])
                .sum();
        return (double) between
                / IntStream.range(0, 256).mapToLong(value -> counts[value]).sum();
    }

    /** Some of the values, for messages. */
    String shown(int without) {
        List<Integer> values = values(without);
        String first = values.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return values.size() <= SHOWN ? first : first + ", …, " + values.get(values.size() - 1);
    }
}
