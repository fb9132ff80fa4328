package io.github.sknet.vision;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The classes of a model.
 *
 * @param names by label; their numbers where the model has no names
 * @param named whether the model has names for them
 */
public record Labels(List<String> names, boolean named) {

    public Labels {
        names = List.copyOf(names);
    }

    /**
     * The classes of a model file.
     *
     * @param names as the file has them, perhaps none
     * @param count of classes
     */
    public static Labels of(List<String> names, int count) {
        return names.isEmpty()
                ? new Labels(
                        IntStream.range(0, count).mapToObj(Integer::toString).toList(), false)
                : new Labels(names, true);
    }

    /** The number of classes. */
    public int size() {
        return names.size();
    }

    /** The name of a class. */
    public String name(int label) {
        return names.get(label);
    }
}
