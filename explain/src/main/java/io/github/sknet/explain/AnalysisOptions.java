package io.github.sknet.explain;

import io.github.sknet.graph.selection.SelectionUnit;
import java.util.List;

/**
 * What an attention analysis looks at.
 *
 * @param scales by how much the centre of each image is enlarged, ascending from 1
 * @param classScale the scale that classes are compared at with 1; one of {@code scales}
 * @param units names of the units that are shown by class and by channel; empty for the paper's ({@code SK_2_3},
 *     {@code SK_3_4}, {@code SK_5_3}) where the network has them, else its first, middle and last
 * @param channelImages how many images, from the first, are shown by channel
 * @param batch the images that are computed at once, at least 1
 */
public record AnalysisOptions(
        List<Double> scales, double classScale, List<String> units, int channelImages, int batch) {

    private static final double LARGEST_SCALE = 16;
    private static final List<String> PAPER_UNITS = List.of("SK_2_3", "SK_3_4", "SK_5_3");

    /** The paper's: scales from 1 to 2, classes between 1 and 1.5, one image by channel. */
    public static final AnalysisOptions PAPER =
            new AnalysisOptions(List.of(1.0, 1.25, 1.5, 1.75, 2.0), 1.5, List.of(), 1, 16);

    public AnalysisOptions {
        scales = List.copyOf(scales);
        units = List.copyOf(units);
        if (scales.isEmpty() || scales.get(0) != 1) {
            throw new IllegalArgumentException("The scales start with 1, the image as it is, not " + scales);
        }
        for (int i = 1; i < scales.size(); i++) {
            if (!(scales.get(i) > scales.get(i - 1) && scales.get(i) <= LARGEST_SCALE)) {
                throw new IllegalArgumentException(
                        "The scales ascend from 1 to at most " + LARGEST_SCALE + ", not " + scales);
            }
        }
        if (!scales.contains(classScale)) {
            throw new IllegalArgumentException(
                    "Classes are compared at one of the scales " + scales + ", not at " + classScale);
        }
        if (channelImages < 0) {
            throw new IllegalArgumentException("The images shown by channel are 0 or more, not " + channelImages);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("A batch has at least one image, not " + batch);
        }
    }

    /** The same with other scales; classes are compared at 1.5 where it is among them, else at the last. */
    public AnalysisOptions withScales(List<Double> scales) {
        double last = scales.isEmpty() ? 1 : scales.get(scales.size() - 1);
        return new AnalysisOptions(scales, scales.contains(1.5) ? 1.5 : last, units, channelImages, batch);
    }

    /** The same, showing other units. */
    public AnalysisOptions withUnits(List<String> units) {
        return new AnalysisOptions(scales, classScale, units, channelImages, batch);
    }

    /**
     * The units that are shown by class and by channel.
     *
     * @throws IllegalArgumentException when one is asked for that isn't there
     */
    List<SelectionUnit> choose(List<SelectionUnit> all) {
        List<String> names = all.stream().map(SelectionUnit::name).toList();
        for (String unit : units) {
            if (!names.contains(unit)) {
                throw new IllegalArgumentException(
                        "The network has no unit '" + unit + "'; it has: " + String.join(", ", names));
            }
        }
        List<String> wanted = units.isEmpty() ? usual(names) : units;
        return all.stream().filter(unit -> wanted.contains(unit.name())).toList();
    }

    private static List<String> usual(List<String> names) {
        return names.containsAll(PAPER_UNITS)
                ? PAPER_UNITS
                : List.of(names.get(0), names.get(names.size() / 2), names.get(names.size() - 1));
    }
}
