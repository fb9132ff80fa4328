package io.github.sknet.train.run;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.recipe.Recipe;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run does.
 *
 * @param task what is learned
 * @param model the network with the weights that it starts with, and what else its files should say
 * @param recipe how it is trained
 * @param data what it learns from, and what it is judged by
 * @param facts what else stands in the run's {@code config.json}, such as where the data is: strings, numbers, booleans, lists
 *     and maps
 * @param <D> the task's data sets
 * @param <B> their batches
 */
public record TrainingRun<D extends Dataset<D>, B extends Batch>(
        TrainingTask<D, B> task, ModelFile model, Recipe recipe, Splits.Training<D> data, Map<String, Object> facts) {

    /**
     * A run.
     *
     * @throws IllegalArgumentException when model, recipe and data are not of one task and of the same classes, the model does
     *     not say how images are prepared for it, or a fact has the name of what the run itself writes
     */
    public TrainingRun {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        if (!model.task().id().equals(task.id())) {
            throw new IllegalArgumentException(
                    "The model is one to " + model.task().id() + ", and what is to be learned is to " + task.id());
        }
        recipe.requireFor(task.id());
        requireClasses(model, data.train().labels());
        requireClasses(model, data.validation().labels());
        if (model.preprocessing().isEmpty()) {
            throw new IllegalArgumentException("The model does not say how images are prepared for it");
        }
        RunConfiguration.requireForeign(facts.keySet());
    }

    /** A run of which nothing else is known. */
    public TrainingRun(TrainingTask<D, B> task, ModelFile model, Recipe recipe, Splits.Training<D> data) {
        this(task, model, recipe, data, Map.of());
    }

    /** Classes without names are as many as the network tells apart; an evaluation would find out after an epoch. */
    private static void requireClasses(ModelFile model, List<String> labels) {
        int classes = model.outputs().classes();
        if (labels.size() != classes) {
            throw new IllegalArgumentException("The data's " + labels.size() + " classes " + Json.cut(labels.toString())
                    + " are not the model's " + classes);
        }
        for (int label = 0; label < model.labels().size(); label++) {
            if (!labels.get(label).equals(model.labels().get(label))) {
                throw new IllegalArgumentException(
                        "The data's classes are not the model's: number " + label + " is '" + labels.get(label)
                                + "' in the data and '" + model.labels().get(label) + "' in the model");
            }
        }
    }

    /** How images are prepared for the model. */
    Preprocessing preprocessing() {
        return model.preprocessing().orElseThrow();
    }
}
