package io.github.sknet.explain;

import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.selection.SelectionUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an attention analysis found. A kernel's share is its attention's mean over the channels of a unit, or over its pixels where
 * each of these has shares of its own. Where a unit's kernels compete, their shares sum to 1.
 *
 * @param images how many images were looked at
 * @param scales by how much their centres were enlarged, ascending from 1
 * @param units every selection of the network, in order
 * @param shares for each unit, for each scale
 * @param classes for each unit shown by class, for each class that occurred, at the scales 1 and the other one
 * @param channels for each image shown by channel, for each unit shown that selects by channel, for each scale
 * @param pixels the same for units that select by pixel
 */
public record AttentionAnalysis(
        int images,
        List<Double> scales,
        List<SelectionUnit> units,
        List<UnitShares> shares,
        List<ClassShares> classes,
        List<ChannelShares> channels,
        List<PixelShares> pixels) {

    /**
     * The kernels' shares in one unit at one scale.
     *
     * @param mean over the images, a value for each kernel
     * @param deviation the standard deviation over the images, a value for each kernel
     * @param preference the mean share of the farthest-reaching kernel less that of the least, −1 … 1
     */
    public record UnitShares(String unit, double scale, List<Double> mean, List<Double> deviation, double preference) {

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("unit", unit);
            map.put("scale", scale);
            map.put("mean", mean);
            map.put("deviation", deviation);
            map.put("preference", preference);
            return map;
        }
    }

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
            String unit, int label, String className, double scale, int images, List<Double> mean, double preference) {

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("unit", unit);
            map.put("label", label);
            map.put("className", className);
            map.put("scale", scale);
            map.put("images", images);
            map.put("mean", mean);
            map.put("preference", preference);
            return map;
        }
    }

    /**
     * The attention of one unit for one image at one scale.
     *
     * @param image the image's name
     * @param attention for each kernel, for each channel
     */
    public record ChannelShares(String image, String unit, double scale, List<List<Float>> attention) {

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("image", image);
            map.put("unit", unit);
            map.put("scale", scale);
            map.put("attention", attention);
            return map;
        }
    }

    /**
     * The attention of one unit for one image at one scale, where each pixel has its own.
     *
     * @param image the image's name
     * @param attention for each kernel, for each row, for each pixel of it
     */
    public record PixelShares(String image, String unit, double scale, List<List<List<Float>>> attention) {

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("image", image);
            map.put("unit", unit);
            map.put("scale", scale);
            map.put("attention", attention);
            return map;
        }
    }

    public AttentionAnalysis {
        scales = List.copyOf(scales);
        units = List.copyOf(units);
        shares = List.copyOf(shares);
        classes = List.copyOf(classes);
        channels = List.copyOf(channels);
        pixels = List.copyOf(pixels);
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

    /**
     * For tools: all of it, under the names of these records' components, as strings, numbers, lists and maps, which {@link
     * #toJson} writes.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("images", images);
        map.put("scales", scales);
        map.put("units", units.stream().map(SelectionUnit::toMap).toList());
        map.put("shares", shares.stream().map(UnitShares::toMap).toList());
        map.put("classes", classes.stream().map(ClassShares::toMap).toList());
        map.put("channels", channels.stream().map(ChannelShares::toMap).toList());
        map.put("pixels", pixels.stream().map(PixelShares::toMap).toList());
        return map;
    }

    /** {@link #toMap} as text. */
    public String toJson() {
        return Json.write(toMap());
    }
}
