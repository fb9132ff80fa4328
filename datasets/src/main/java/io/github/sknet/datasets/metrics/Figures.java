package io.github.sknet.datasets.metrics;

import java.util.Map;

/** Figures by name, for tools. */
public final class Figures {

    private Figures() {}

    /** Adds a figure, unless it is NaN, which says that there was nothing to judge by: JSON has no place for that. */
    public static void put(Map<String, Object> map, String name, double value) {
        if (!Double.isNaN(value)) {
            map.put(name, value);
        }
    }
}
