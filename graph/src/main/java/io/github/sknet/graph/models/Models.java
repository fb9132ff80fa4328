package io.github.sknet.graph.models;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The registry: every network that can be asked for by name. */
public final class Models {

    private static final Map<String, RegisteredModel> BY_NAME = index(Stream.of(
            SeedNetworks.models(),
            ResidualModels.models(),
            CifarModels.models(),
            LightModels.models(),
            SlimModels.models(),
            DetectionModels.models(),
            SegmentationModels.models()));

    private Models() {}

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
        return all().stream().filter(model -> model.task() == task).toList();
    }

    /**
     * The model of the given name.
     *
     * @throws IllegalArgumentException naming those there are, when there is none
     */
    public static RegisteredModel named(String name) {
        RegisteredModel model = BY_NAME.get(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "There is no model '" + name + "'; there are: " + String.join(", ", BY_NAME.keySet()));
        }
        return model;
    }
}
