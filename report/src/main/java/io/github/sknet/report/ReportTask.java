package io.github.sknet.report;

import io.github.sknet.datasets.Dataset;
import io.github.sknet.graph.task.TaskParts;
import io.github.sknet.vision.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * What this module does for one task: what a report tells of its runs and of its networks. Found by {@link ServiceLoader}, by
 * the task's name.
 *
 * @param <D> the task's data sets
 */
public interface ReportTask<D extends Dataset<D>> {

    /** The task's name, as in model files. */
    String id();

    /** The kind of the task's data sets. */
    Class<D> kind();

    /** The charts of what a run of this task records of training and validation, in the order of the report. */
    List<CurvePlan> curves();

    /**
     * Looks at a trained network with the pure-Java engine.
     *
     * @param model its file
     * @param validation images that it has not learned from; stays open
     * @param threads how many threads a prediction may use, at least 1
     * @param settings how it is judged: those of its task's models
     * @throws IOException when the file can't be read or is not this task's, or when an annotation can't be read
     * @throws IllegalArgumentException when the data set's classes are not the model's, or a setting is not the task's
     */
    Findings findings(Path model, D validation, int threads, Settings settings) throws IOException;

    /**
     * The same for data whose kind is not known to the compiler.
     *
     * @throws ClassCastException when it is another task's
     */
    default Findings findingsOn(Path model, Dataset<?> validation, int threads, Settings settings) throws IOException {
        return findings(model, kind().cast(validation), threads, settings);
    }

    /** Every task there is, in the order of the class path. */
    static List<ReportTask<?>> all() {
        return ServiceLoader.load(ReportTask.class).stream()
                .<ReportTask<?>>map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The task of the given name.
     *
     * @throws IllegalArgumentException listing those there are, when there is none
     */
    static ReportTask<?> named(String id) {
        return TaskParts.named(all(), ReportTask::id, id, "Nothing here reports on the task '" + id + "'; there are: ");
    }
}
