package io.github.sknet.app;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.Splits;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Judges a model by a data set's test part (else its validation part, else all of it).
 *
 * @param model loaded {@linkplain VisionModels.Options#forEvaluation() to be judged}; stays open
 * @param data what it is judged by
 * @param batchSize images at once, at least 1
 * @param threads that make batches, at least 1
 * @param strict whether a broken image or annotation ends it, rather than being named, skipped and counted
 */
public record ModelEvaluation(VisionModel<?> model, DataSource data, int batchSize, int threads, boolean strict) {

    public ModelEvaluation {
        if (batchSize < 1) {
            throw new IllegalArgumentException("At least one image is judged at once, not " + batchSize);
        }
    }

    /**
     * Looks at every image once.
     *
     * @param notes is told what to know about the figures, in a sentence each
     * @throws IOException when the data can't be read, naming what is missing or broken
     * @throws IllegalArgumentException when the data is for another task or of other classes, or something can't be set
     */
    public Evaluation run(Progress progress, Consumer<String> notes) throws IOException {
        Evaluation evaluation = judge(DatasetTask.named(model.task().id()), progress);
        // Not before: classes of another number are refused, and taken for nothing.
        if (!model.named() && !model.labels().isEmpty()) {
            notes.accept("The model does not name its classes ("
                    + model.labels().size() + "): they are taken to be the data's, in the data's order");
        }
        return evaluation;
    }

    private <D extends Dataset<D>, B extends Batch> Evaluation judge(DatasetTask<D, B> task, Progress progress)
            throws IOException {
        DataSource source = model.named() ? task.forModel(data, model.labels()) : data;
        try (Splits<D> splits = source.open(task, new AnnotationProblems(strict))) {
            D dataset = splits.forEvaluation();
            BatchLoader.Settings settings =
                    BatchLoader.Settings.evaluation(batchSize, threads).withStrict(strict);
            return task.evaluate(dataset, model, settings, done -> progress.to(done, dataset.size()));
        }
    }
}
