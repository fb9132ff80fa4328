package io.github.sknet.train;

import io.github.sknet.graph.json.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much single classes count in a loss: an entry of a recipe that has the same name in every task. */
public final class ClassWeights {

    private static final String ENTRY = "classWeights";

    private ClassWeights() {}

    /**
     * Checks weights.
     *
     * @param weights one for each class, or none
     * @throws IllegalArgumentException when one is negative or no finite number
     */
    public static List<Double> checked(List<Double> weights) {
        if (weights.stream().anyMatch(weight -> !(weight >= 0 && weight < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException("Class weights are finite and not negative, not " + weights);
        }
        return List.copyOf(weights);
    }

    /**
     * Checks weights for data.
     *
     * @throws IllegalArgumentException when there are some, and not as many as classes
     */
    public static List<Double> of(List<Double> weights, List<String> classes) {
        if (!weights.isEmpty() && weights.size() != classes.size()) {
            throw new IllegalArgumentException(
                    "The recipe weighs " + weights.size() + " classes, but the data has " + classes.size());
        }
        return weights;
    }

    /** The weights as a loss computes with them, class by class. */
    public static float[] floats(List<Double> weights) {
        float[] floats = new float[weights.size()];
        for (int label = 0; label < floats.length; label++) {
            floats[label] = weights.get(label).floatValue();
        }
        return floats;
    }

    /** A task's entries in a recipe, of which the weights are one and the rest is another, as the components of one record. */
    public static Map<String, Object> joined(Map<String, Object> entries, String rest) {
        Fields recipe = new Fields("The recipe", entries);
        Map<String, Object> components = new LinkedHashMap<>(recipe.map(rest));
        components.put(ENTRY, recipe.list(ENTRY));
        return components;
    }

    /** The reverse of {@link #joined}. */
    public static Map<String, Object> apart(Map<String, Object> components, String rest) {
        Map<String, Object> others = new LinkedHashMap<>(components);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(ENTRY, others.remove(ENTRY));
        entries.put(rest, others);
        return entries;
    }
}
