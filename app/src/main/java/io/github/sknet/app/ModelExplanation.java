package io.github.sknet.app;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Splits;
import io.github.sknet.explain.AnalysisOptions;
import io.github.sknet.explain.Examples;
import io.github.sknet.explain.Explanation;
import io.github.sknet.graph.models.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Analyses which kernels a model's network chooses.
 *
 * @param model one that says how images are prepared for it
 * @param engine the name of the engine that computes
 * @param threads how many threads one prediction may use, at least 1
 * @param options of the analysis
 * @param strict whether a broken image ends it, rather than being named, skipped and counted
 */
public record ModelExplanation(ModelFile model, String engine, int threads, AnalysisOptions options, boolean strict) {

    /** By image files without labels. */
    public Explanation of(List<Path> images) throws IOException {
        return explain(Examples.ofFiles(images, strict));
    }

    /**
     * By the part of a data set that models are judged by.
     *
     * @param limit so many images at most, spread evenly
     */
    public Explanation of(DataSource data, int limit) throws IOException {
        return explain(DatasetTask.named(model.task().id()), data, limit);
    }

    private <D extends Dataset<D>> Explanation explain(DatasetTask<D, ?> task, DataSource data, int limit)
            throws IOException {
        DataSource source = task.forModel(data, model.labels());
        try (Splits<D> splits = source.open(task, new AnnotationProblems(strict))) {
            return explain(Examples.of(splits.forEvaluation().evenly(limit), strict));
        }
    }

    private Explanation explain(Examples examples) throws IOException {
        try {
            return Explanation.of(model, engine, threads, examples, options);
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
