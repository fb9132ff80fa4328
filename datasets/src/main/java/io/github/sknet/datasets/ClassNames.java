package io.github.sknet.datasets;

import io.github.sknet.graph.json.Json;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** A data set's classes beside a model's. */
public final class ClassNames {

    private ClassNames() {}

    /** Whether two lists hold the same names, each once, in different orders. */
    public static boolean isReordered(List<String> one, List<String> other) {
        return !one.equals(other)
                && one.size() == other.size()
                && new HashSet<>(one).size() == one.size()
                && new HashSet<>(one).equals(new HashSet<>(other));
    }

    /**
     * Checks that annotations are of some of the classes that were asked for; what is of others is left out.
     *
     * @param location of the data
     * @param data the classes of its annotations
     * @param wanted the classes that were asked for
     * @throws IllegalArgumentException when no class is among both
     */
    public static void requireSome(String location, List<String> data, List<String> wanted) {
        if (!data.isEmpty() && Collections.disjoint(data, wanted)) {
            throw new IllegalArgumentException("The classes of " + location + " are " + Json.cut(data.toString())
                    + ", and none of them is among " + Json.cut(wanted.toString()));
        }
    }

    /**
     * Checks that a data set's classes are a model's, in the same order. A model whose classes have no names takes whatever has as
     * many.
     *
     * @param data the data set's classes, by label
     * @param classes how many the model tells apart
     * @param names the model's names for them; empty where it has none
     * @throws IllegalArgumentException saying where they differ
     */
    public static void requireSame(List<String> data, int classes, List<String> names) {
        if (data.size() != classes) {
            throw new IllegalArgumentException("The data's " + data.size() + " classes " + Json.cut(data.toString())
                    + " are not the model's " + classes
                    + (names.isEmpty()
                            ? ", which have no names: import --labels names them, train --from FILE learns the data's"
                            : ": " + Json.cut(names.toString())));
        }
        for (int label = 0; label < names.size(); label++) {
            if (!data.get(label).equals(names.get(label))) {
                throw new IllegalArgumentException("The data's classes are not the model's: number " + label + " is '"
                        + data.get(label) + "' in the data and '" + names.get(label) + "' in the model");
            }
        }
    }
}
