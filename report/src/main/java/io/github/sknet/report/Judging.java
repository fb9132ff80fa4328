package io.github.sknet.report;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.report.html.Html;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;

/** How a report judges a network: in the pure-Java engine, by all that may count. */
public final class Judging {

    private Judging() {}

    /**
     * How the network is loaded.
     *
     * @param threads how many a prediction may use, at least 1
     * @param settings of its task's models
     */
    public static VisionModels.Options options(int threads, Settings settings) {
        return VisionModels.Options.on(VisionModels.DEFAULT_ENGINE, threads)
                .forEvaluation()
                .withSettings(settings);
    }

    /**
     * Looks at every image once.
     *
     * @param batch images at a time
     */
    public static <D extends Dataset<D>, B extends Batch> Evaluation evaluate(
            DatasetTask<D, B> task, D validation, VisionModel<?> model, int batch) throws IOException {
        return task.evaluate(validation, model, BatchLoader.Settings.evaluation(batch, 1), done -> {});
    }

    /** What stands below a figure: how many images it is of. */
    public static String images(Evaluation evaluation) {
        return Html.count(evaluation.images()) + " " + Counted.noun(evaluation.images(), "image");
    }
}
