package io.github.sknet.datasets.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Figures by name, for tools. */
public final class Figures {

    private Figures() {}

    /** Adds a figure, unless it is NaN, which says that there was nothing to judge by: JSON has no place for that. */
    public static void put(Map<String, Object> map, String name, double value) {
        if (!Double.isNaN(value)) {
            map.put(name, value);
        }
    }

    /**
     * A figure of each class, by {@code METRIC:CLASS}, where it is a number. What would divide cells or lines of a table is a space
     * in these names.
     *
     * @param labels the classes' names
     */
    public static Map<String, Double> byClass(String metric, List<String> labels, IntToDoubleFunction figure) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int label = 0; label < labels.size(); label++) {
            double value = figure.applyAsDouble(label);
            if (!Double.isNaN(value)) {
                figures.put(metric + ":" + labels.get(label).replaceAll("[,\"\\p{Cntrl}]", " "), value);
            }
        }
        return figures;
    }
}
