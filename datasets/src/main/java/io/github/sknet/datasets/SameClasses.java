package io.github.sknet.datasets;

import java.util.List;

/** A model can only be judged by a data set of its own classes. */
public final class SameClasses {

    private SameClasses() {}

    /**
     * Checks that a data set is about a model's classes.
     *
     * @throws IllegalArgumentException naming both, when it is not
     */
    public static void require(List<String> model, List<String> data) {
        boolean named = !model.get(0).equals("0");
        if (data.size() != model.size() || named && !model.equals(data)) {
            throw new IllegalArgumentException("The data set's classes " + data + " are not the model's " + model);
        }
    }
}
