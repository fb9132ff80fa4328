package io.github.sknet.explain.image;

import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.selection.Kernel;
import io.github.sknet.graph.weights.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one kernel brought into its unit's output.
 *
 * @param kernel which
 * @param share its attention, a mean over channels or pixels
 * @param map (H, W): attention × branch, a mean over channels. The maps of a unit's kernels sum to the mean over channels of its
 *     output
 * @param window the pixels of the input between its first and its last tap, both counted
 * @param field the pixels of the input that one of its values can depend on
 */
public record KernelContribution(Kernel kernel, double share, Tensor map, Size window, ReceptiveField field) {

    /** The map's mean. */
    public double mean() {
        double sum = 0;
        for (float value : map.values()) {
            sum += value;
        }
        return sum / map.values().length;
    }

    /** For tools: {@code kernel}, {@code share}, {@code mean}, {@code window}, {@code smallestField}, {@code largestField}, {@code map}. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kernel", kernel.name());
        fields.put("share", share);
        fields.put("mean", mean());
        fields.put("window", pair(window));
        fields.put("smallestField", pair(field.smallest()));
        fields.put("largestField", pair(field.largest()));
        fields.put("map", rows(map));
        return fields;
    }

    private static List<Integer> pair(Size size) {
        return List.of(size.height(), size.width());
    }

    /** A map (H, W) row by row. */
    static List<List<Float>> rows(Tensor map) {
        List<List<Float>> rows = new ArrayList<>(map.size(0));
        for (int y = 0; y < map.size(0); y++) {
            List<Float> row = new ArrayList<>(map.size(1));
            for (int x = 0; x < map.size(1); x++) {
                row.add(map.values()[y * map.size(1) + x]);
            }
            rows.add(row);
        }
        return rows;
    }
}
