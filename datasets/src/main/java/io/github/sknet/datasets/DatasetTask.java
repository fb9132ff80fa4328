package io.github.sknet.datasets;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.task.TaskParts;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.VisionModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.IntConsumer;

/**
 * What this module does for one task: its data sets, and how a model is judged by them. Found by {@link ServiceLoader}, by the
 * task's name.
 *
 * @param <D> the task's data sets
 * @param <B> their batches
 */
public interface DatasetTask<D extends Dataset<D>, B extends Batch> {

    /** The task's name, as in model files. */
    String id();

    /** The forms that its data sets have in a folder or a zip file, as a help text lists them. */
    String forms();

    /**
     * By what data is surely told to be of this task.
     *
     * @return a clause that names one of its files or its classes; empty where there is no such sign, and where nothing can be read
     * @throws IOException when a file can't be read
     */
    default Optional<String> sign(DataSource source) throws IOException {
        return Optional.empty();
    }

    /** What can be set for reading annotations of this task, by its name in a {@link DataSource}. */
    List<Setting> settings();

    /**
     * Opens a data set.
     *
     * @param problems where what is wrong with annotations is noted
     * @throws IOException naming what is missing or damaged, in a {@link DatasetException} where it can be told
     * @throws IllegalArgumentException when the data is of other classes than the source says, or another task's
     */
    Splits<D> open(DataSource source, AnnotationProblems problems) throws IOException;

    /**
     * What the outputs of a network that learns from data mean.
     *
     * @param usual what they mean where nothing is said
     */
    default TaskOutputs meaning(TaskOutputs usual, D data) {
        return usual;
    }

    /**
     * How annotations are read for a model of the given classes.
     *
     * @param labels the model's names for its classes; empty where it has none
     */
    DataSource forModel(DataSource source, List<String> labels);

    /** The images as they are prepared for prediction. */
    BatchLoader.Source<B> evaluationBatches(D dataset, Preprocessing preprocessing);

    /**
     * Makes a judge.
     *
     * @param model of this task
     * @throws IllegalArgumentException when it is of another
     */
    Judge<B> judge(D dataset, VisionModel<?> model);

    /**
     * Looks at every image once.
     *
     * @param model of this task; stays open
     * @param settings how images are loaded
     * @param progress is told the number of images done so far, broken ones among them
     * @throws IOException naming a broken image, where the settings are strict, or where no image could be read
     * @throws IllegalArgumentException when the data set's classes are not the model's, or the model is of another task
     */
    default Evaluation evaluate(D dataset, VisionModel<?> model, BatchLoader.Settings settings, IntConsumer progress)
            throws IOException {
        return Evaluator.evaluate(
                dataset,
                model,
                evaluationBatches(dataset, model.preprocessing()),
                judge(dataset, model),
                settings,
                progress);
    }

    /** Every task there is, in the order of the class path. */
    static List<DatasetTask<?, ?>> all() {
        return ServiceLoader.load(DatasetTask.class).stream()
                .<DatasetTask<?, ?>>map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The task of the given name.
     *
     * @throws IllegalArgumentException listing those there are, when there is none
     */
    static DatasetTask<?, ?> named(String id) {
        return TaskParts.named(
                all(), DatasetTask::id, id, "There are no data sets here for the task '" + id + "', but for: ");
    }
}
