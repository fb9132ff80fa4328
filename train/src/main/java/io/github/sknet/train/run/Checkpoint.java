package io.github.sknet.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run needs to go on as if nothing had happened: a model file with more in it. Its further tensors are named
 * {@code sknet.optimiser.…} and {@code sknet.average.…}; readers of model files leave them alone.
 *
 * @param model the weights as they are trained, not averaged
 * @param state where the run is
 * @param optimiser what the optimiser remembers
 * @param average of the weights, where the recipe wants one
 */
record Checkpoint(ModelFile model, TrainingState state, Map<String, Tensor> optimiser, Optional<Weights> average) {

    /** In a model file's training: which metric was decisive. */
    static final String METRIC = "metric";

    private static final String STATE = "sknet.state";
    private static final String OPTIMISER = ModelFile.RESERVED + "optimiser.";
    private static final String AVERAGE = ModelFile.RESERVED + "average.";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    void write(Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.putAll(model.metadata());
        metadata.put(STATE, JSON.writeValueAsString(state));
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        optimiser.forEach((name, tensor) -> tensors.put(OPTIMISER + name, tensor));
        average.ifPresent(weights -> weights.tensors().forEach((name, tensor) -> tensors.put(AVERAGE + name, tensor)));
        new Safetensors(metadata, tensors).write(file);
    }

    /**
     * Reads a checkpoint.
     *
     * @throws IOException when it can't be read, or is none
     */
    static Checkpoint read(Path file) throws IOException {
        ModelFile model = ModelFile.read(file);
        Safetensors content = Safetensors.read(file);
        String state = content.metadata().get(STATE);
        if (state == null) {
            throw new WeightsException(file + " is a model but no checkpoint: it does not say where its run was");
        }
        Map<String, Tensor> average = below(AVERAGE, content);
        try {
            return new Checkpoint(
                    model,
                    JSON.readValue(state, TrainingState.class),
                    below(OPTIMISER, content),
                    average.isEmpty() ? Optional.empty() : Optional.of(new Weights(average)));
        } catch (JsonProcessingException e) {
            throw new WeightsException(file + ": where its run was can't be understood", e);
        }
    }

    /** Where a run goes on by the given recipe, whose batches or decisive metric may be others than before. */
    TrainingState resumed(Recipe recipe, String monitored) {
        Fields training = new Fields(
                "The checkpoint's training", Json.read(model.training().orElse("{}")));
        TrainingState from = training.has("recipe")
                ? state.rebatched(training.object("recipe").integer("batchSize"), recipe.batchSize())
                : state;
        return training.has(METRIC) && !training.text(METRIC).equals(monitored) ? from.withoutBest() : from;
    }

    private static Map<String, Tensor> below(String prefix, Safetensors content) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor);
            }
        });
        return tensors;
    }
}
