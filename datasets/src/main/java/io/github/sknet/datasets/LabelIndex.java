package io.github.sknet.datasets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** From the names of classes to their labels. */
public final class LabelIndex {
    private final Map<String, Integer> labels = new HashMap<>();

    /**
     * Of classes that share a name, it knows the first.
     *
     * @param names of the classes, by label
     */
    public LabelIndex(List<String> names) {
        for (int label = 0; label < names.size(); label++) {
            labels.putIfAbsent(names.get(label), label);
        }
    }

    /** The label of the class of the given name; empty where there is none. */
    public OptionalInt of(String name) {
        Integer label = labels.get(name);
        return label == null ? OptionalInt.empty() : OptionalInt.of(label);
    }
}
