package io.github.sknet.explain.image;

import java.util.List;

/**
 * What is to be explained of an image.
 *
 * @param scales by how much its middle is enlarged when the kernels' shares are looked at, each from 1 to {@value #LARGEST_SCALE}
 * @param maps whether maps are wanted, of the kernels' contributions and of classes
 * @param classes the labels of the classes whose maps are wanted; none for those that the answer tells of first
 * @param whatIf whether the answers are wanted that forced kernels would give
 */
public record ImageQuestions(List<Double> scales, boolean maps, List<Integer> classes, boolean whatIf) {

    /** The largest enlargement. */
    public static final int LARGEST_SCALE = 16;

    /** The most enlargements. */
    public static final int MOST_SCALES = 64;

    /** The answer and the shares of the image as it is. */
    public static final ImageQuestions SHARES = new ImageQuestions(List.of(1.0), false, List.of(), false);

    public ImageQuestions {
        scales = List.copyOf(scales);
        classes = List.copyOf(classes);
        if (scales.size() > MOST_SCALES) {
            throw new IllegalArgumentException(
                    "An image is enlarged in at most " + MOST_SCALES + " ways at once, not " + scales.size());
        }
        for (double scale : scales) {
            if (!(scale >= 1 && scale <= LARGEST_SCALE)) {
                throw new IllegalArgumentException(
                        "The middle of an image is enlarged 1 to " + LARGEST_SCALE + " times, not " + scale);
            }
        }
    }

    /** The same, and maps. */
    public ImageQuestions withMaps() {
        return new ImageQuestions(scales, true, classes, whatIf);
    }

    /** The same, and what forced kernels would do. */
    public ImageQuestions withWhatIf() {
        return new ImageQuestions(scales, maps, classes, true);
    }
}
