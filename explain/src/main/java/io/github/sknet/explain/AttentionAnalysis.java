package io.github.sknet.explain;

import java.util.List;

/**
 * What an attention analysis found. A kernel's share is its attention's mean over the channels of a unit; the shares of
 * a unit's kernels sum to 1.
 *
 * @param images how many images were looked at
 * @param scales by how much their centres were enlarged, ascending from 1
 * @param units every selection of the network, in order
 * @param shares for each unit, for each scale
 * @param classes for each unit shown by class, for each class that occurred, at the scales 1 and the other one
 * @param channels for each image shown by channel, for each unit shown, for each scale
 */
public record AttentionAnalysis(
        int images,
        List<Double> scales,
        List<SelectionUnit> units,
        List<UnitShares> shares,
        List<ClassShares> classes,
        List<ChannelShares> channels) {

    /**
     * The kernels' shares in one unit at one scale.
     *
     * @param mean over the images, a value for each kernel
     * @param deviation the standard deviation over the images, a value for each kernel
     * @param preference the mean share of the farthest-reaching kernel less that of the least, −1 … 1
     */
    public record UnitShares(String unit, double scale, List<Double> mean, List<Double> deviation, double preference) {}

    /**
     * The kernels' shares in one unit for the images of one class at one scale.
     *
     * @param label the class's index
     * @param className the class's name
     * @param images of this class
     * @param mean over these images, a value for each kernel
     * @param preference as in {@link UnitShares}
     */
    public record ClassShares(
            String unit, int label, String className, double scale, int images, List<Double> mean, double preference) {}

    /**
     * The attention of one unit for one image at one scale.
     *
     * @param image the image's name
     * @param attention for each kernel, for each channel
     */
    public record ChannelShares(String image, String unit, double scale, List<List<Float>> attention) {}

    public AttentionAnalysis {
        scales = List.copyOf(scales);
        units = List.copyOf(units);
        shares = List.copyOf(shares);
        classes = List.copyOf(classes);
        channels = List.copyOf(channels);
    }

    /**
     * The unit of the given name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SelectionUnit unit(String name) {
        return units.stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The analysis has no unit '" + name + "'"));
    }

    /** The shares at one scale, unit by unit. */
    public List<UnitShares> at(double scale) {
        return shares.stream().filter(share -> share.scale() == scale).toList();
    }
}
