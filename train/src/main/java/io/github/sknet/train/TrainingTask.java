package io.github.sknet.train;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.task.TaskParts;
import io.github.sknet.vision.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * What this module does for one task: how its networks learn. Found by {@link ServiceLoader}, by the task's name.
 *
 * @param <D> the task's data sets
 * @param <B> their batches
 */
public interface TrainingTask<D extends Dataset<D>, B extends Batch> {

    /** The task's data sets, by which its networks are also judged. */
    DatasetTask<D, B> datasets();

    /** The task's name, as in model files. */
    default String id() {
        return datasets().id();
    }

    /**
     * The names of the recipes for this task, the usual one first. Each is a resource {@code NAME.json} beside this object's class; a
     * module opens the package.
     */
    List<String> recipes();

    /** What holds for this task where a recipe says nothing of it. */
    TaskSettings settings();

    /**
     * Reads settings.
     *
     * @param entries the form of {@link TaskSettings#toMap}, all of them
     * @throws IllegalArgumentException saying what is wrong
     */
    TaskSettings settings(Map<String, Object> entries);

    /**
     * What a run has to do with its data and its loss.
     *
     * @param train what is learned from
     * @param outputs of this task: of which of the network's outputs answers are made
     * @param preprocessing the input's size in prediction, and how its values are normalised
     * @param settings of this task
     * @throws IOException when something of the data must be known before, and can't be read
     * @throws IllegalArgumentException when the settings do not fit the data
     */
    Objective<B> objective(D train, TaskOutputs outputs, Preprocessing preprocessing, TaskSettings settings)
            throws IOException;

    /** How a network in training answers when it is judged: settings of the task's {@link io.github.sknet.vision.VisionTask}. */
    default Settings judging(TaskSettings settings) {
        return Settings.NONE;
    }

    /** How many images a network in training is shown at a time when it is judged. */
    int evaluationBatch();

    /**
     * Which of {@link Evaluation#metrics} decides which network is the best, where a recipe names no other; more is better.
     *
     * @param outputs of this task: what the network's answers are made of
     */
    String decisiveMetric(TaskOutputs outputs);

    /** All of {@link Evaluation#metrics}: what a recipe may name to be decisive. Of {@code loss} less is better. */
    default List<String> metrics(TaskOutputs outputs) {
        return List.of(decisiveMetric(outputs));
    }

    /** How many classes there must be for anything to be learned. */
    default int leastClasses(TaskOutputs outputs) {
        return 0;
    }

    /** Every task there is, in the order of the class path. */
    static List<TrainingTask<?, ?>> all() {
        return ServiceLoader.load(TrainingTask.class).stream()
                .<TrainingTask<?, ?>>map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The task of the given name.
     *
     * @throws IllegalArgumentException listing those there are, when there is none
     */
    static TrainingTask<?, ?> named(String id) {
        return TaskParts.named(
                all(), TrainingTask::id, id, "Nothing here trains for the task '" + id + "'; there are: ");
    }
}
