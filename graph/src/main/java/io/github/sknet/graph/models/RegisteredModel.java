package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.task.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A network that can be asked for by name.
 *
 * @param name lower case, words joined by underscores
 * @param description one line: what it is and where it comes from
 * @param task what it says about an image
 * @param defaults what it is built with when nothing is said: the classes and channels of its origin
 * @param size the height and width in pixels that it was made for
 * @param options the names of the options that its builder reads, each with what it does
 * @param published what its origin reports about it; empty where it reports nothing
 * @param builder builds it
 */
public record RegisteredModel(
        String name,
        String description,
        Task task,
        Architecture defaults,
        int size,
        Map<String, String> options,
        Optional<Published> published,
        Function<Architecture, Graph> builder) {

    public RegisteredModel {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** A classifier. */
    public RegisteredModel(
            String name,
            String description,
            Architecture defaults,
            int size,
            Map<String, String> options,
            Optional<Published> published,
            Function<Architecture, Graph> builder) {
        this(name, description, new ClassifyTask(), defaults, size, options, published, builder);
    }

    /** A classifier of which its origin reports nothing. */
    public RegisteredModel(
            String name,
            String description,
            Architecture defaults,
            int size,
            Map<String, String> options,
            Function<Architecture, Graph> builder) {
        this(name, description, defaults, size, options, Optional.empty(), builder);
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException when an option is unknown or out of its range
     */
    public Graph build(Architecture architecture) {
        for (String option : architecture.options().keySet()) {
            if (!options.containsKey(option)) {
                throw new IllegalArgumentException("Model " + name + " has no option '" + Json.cut(option)
                        + "'; it takes " + (options.isEmpty() ? "none" : String.join(", ", options.keySet())));
            }
        }
        return builder.apply(architecture);
    }

    /** Builds the network as its origin has it. */
    public Graph build() {
        return build(defaults);
    }
}
