package io.github.sknet.training;

import io.github.sknet.app.DataSource;
import io.github.sknet.app.Environment;
import io.github.sknet.app.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.run.FineTuning;
import io.github.sknet.train.run.Recipe;
import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.vision.transform.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that repeats a run: what stands in its {@code config.json}.
 *
 * @param data the data set
 * @param heldOut the share of the training images that is held out where the data has no other part
 * @param architecture which network
 * @param preprocessing how images are prepared
 * @param recipe how it is trained
 * @param from the model file whose weights it starts from
 */
record TrainingPlan(
        DataSource data,
        double heldOut,
        Architecture architecture,
        Preprocessing preprocessing,
        Recipe recipe,
        Optional<Path> from) {

    /** Where what is wrong with annotations is noted. */
    AnnotationProblems problems() {
        return new AnnotationProblems(recipe.run().strict());
    }

    /** The form of {@code config.json}. */
    ObjectNode toJson() {
        ObjectNode json = Json.object().put("task", architecture.task().id());
        data.addTo(json);
        json.put("heldOut", heldOut);
        ObjectNode network = json.putObject("architecture")
                .put("model", architecture.model())
                .put("classes", architecture.classes())
                .put("channels", architecture.channels());
        ObjectNode options = network.putObject("options");
        architecture.options().forEach(options::put);
        json.set("preprocessing", preprocessing.toJson());
        json.set("recipe", recipe.toJson());
        from.ifPresent(file -> json.put("from", file.toString()));
        json.set("environment", Environment.toJson());
        return json;
    }

    /**
     * Reads {@link #toJson}'s form.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    static TrainingPlan fromJson(JsonNode json) {
        JsonNode network = json.path("architecture");
        Map<String, String> options = new TreeMap<>();
        network.path("options")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        return new TrainingPlan(
                DataSource.fromJson(json),
                json.path("heldOut").asDouble(),
                new Architecture(
                        network.path("model").asText(),
                        network.path("classes").asInt(),
                        network.path("channels").asInt(),
                        options),
                Preprocessing.fromJson(json.path("preprocessing")),
                Recipe.fromJson(json.path("recipe")),
                json.has("from") ? Optional.of(Path.of(json.get("from").asText())) : Optional.empty());
    }

    /**
     * The network with the weights that training starts from.
     *
     * @param labels the classes' names
     */
    ModelFile start(List<String> labels) throws IOException {
        Graph graph = architecture.build();
        Weights weights = from.isPresent()
                ? FineTuning.from(ModelFile.read(from.get()).weights(), graph, recipe.seed())
                        .weights()
                : Weights.initial(graph, recipe.seed());
        return new ModelFile(architecture, weights, labels, Optional.of(preprocessing.toJson()), Optional.empty());
    }
}
