package io.github.sknet.graph.models;

import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.text.Suggestion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The registry: every network that can be asked for by name, those of each {@link ModelFamily} on the class path among them. */
public final class Models {

    private static final Map<String, RegisteredModel> BY_NAME = index(Stream.concat(own(), found()));

    private Models() {}

    private static Stream<List<RegisteredModel>> own() {
        return Stream.of(
                SeedNetworks.models(),
                ResidualModels.models(),
                OtherSkNetworks.models(),
                SplitAttentionModels.models(),
                LargeKernelModels.models(),
                CifarModels.models(),
                LightModels.models(),
                SlimModels.models(),
                DetectionModels.models(),
                SegmentationModels.models());
    }

    private static Stream<List<RegisteredModel>> found() {
        return ServiceLoader.load(ModelFamily.class).stream()
                .map(family -> family.get().models());
    }

    private static Map<String, RegisteredModel> index(Stream<List<RegisteredModel>> families) {
        Map<String, RegisteredModel> index = new LinkedHashMap<>();
        families.flatMap(List::stream).forEach(model -> {
            if (index.put(model.name(), model) != null) {
                throw new IllegalStateException("Two models are named " + model.name());
            }
        });
        return Collections.unmodifiableMap(index);
    }

    /** All models, family by family. */
    public static List<RegisteredModel> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The models for a task, family by family. */
    public static List<RegisteredModel> of(Task task) {
        return all().stream().filter(model -> model.task().equals(task)).toList();
    }

    /** The model of the given name, if there is one. */
    public static Optional<RegisteredModel> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The model of the given name.
     *
     * @throws IllegalArgumentException when there is none, naming those that are called alike
     */
    public static RegisteredModel named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no model '" + Json.cut(name) + "'"
                        + Suggestion.after(Json.cut(name), BY_NAME.keySet())
                        + " ('sknet info --all' lists the " + BY_NAME.size() + " there are)"));
    }
}
