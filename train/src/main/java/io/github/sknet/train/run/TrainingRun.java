package io.github.sknet.train.run;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.ClassNames;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.NotANumberException;
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
     * @throws IllegalArgumentException when model, recipe and data are not of one task and of the same classes, the recipe
     *     monitors what the task does not tell, the model does not say how images are prepared for it, or a fact has the name of what the run itself writes
     * @throws NotANumberException when the model's weights are not all numbers
     */
    public TrainingRun {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        if (!model.task().id().equals(task.id())) {
            throw new IllegalArgumentException(
                    "The model is one to " + model.task().id() + ", and what is to be learned is to " + task.id());
        }
        recipe.requireFor(task.id());
        requireMetric(
                task.metrics(model.outputs()), task.id(), recipe.monitoring().metric());
        if (data.train().size() == 0 || data.validation().size() == 0) {
            throw new IllegalArgumentException("There are " + data.train().size() + " images to learn from, and "
                    + data.validation().size() + " to judge by: a run needs both");
        }
        for (D part : List.of(data.train(), data.validation())) {
            ClassNames.requireSame(part.labels(), model.outputs().classes(), model.labels());
        }
        if (model.preprocessing().isEmpty()) {
            throw new IllegalArgumentException("The model does not say how images are prepared for it");
        }
        model.weights().requireNumbers("The weights to start from");
        RunConfiguration.requireForeign(facts.keySet());
    }

    /** A run of which nothing else is known. */
    public TrainingRun(TrainingTask<D, B> task, ModelFile model, Recipe recipe, Splits.Training<D> data) {
        this(task, model, recipe, data, Map.of());
    }

    private static void requireMetric(List<String> metrics, String task, String metric) {
        if (!metric.isEmpty() && !metrics.contains(metric)) {
            throw new IllegalArgumentException("There is no metric '" + metric + "' to monitor in training to " + task
                    + "; there are: " + String.join(", ", metrics));
        }
    }

    /** The metric by which the best epoch is chosen. */
    String monitored() {
        String wanted = recipe.monitoring().metric();
        return wanted.isEmpty() ? task.decisiveMetric(model.outputs()) : wanted;
    }

    /** How images are prepared for the model. */
    Preprocessing preprocessing() {
        return model.preprocessing().orElseThrow();
    }
}
