package io.github.sknet.datasets;

import io.github.sknet.vision.VisionModel;
import java.io.IOException;
import java.util.function.IntConsumer;

/** Judges a model by a data set, the same way for every task. */
public final class Evaluator {

    private Evaluator() {}

    /**
     * Looks at every image once.
     *
     * @param model stays open
     * @param images the data set's, as they are prepared for prediction
     * @param settings how images are loaded
     * @param progress is told the number of images done so far
     * @throws IOException naming a broken image, where the settings are strict
     * @throws IllegalArgumentException when the data set's classes are not the model's
     */
    public static <B extends Batch> Evaluation evaluate(
            Dataset<?> dataset,
            VisionModel<?> model,
            BatchLoader.Source<B> images,
            Judge<B> judge,
            BatchLoader.Settings settings,
            IntConsumer progress)
            throws IOException {
        requireSameClasses(model, dataset);
        try (BatchLoader<B> loader = new BatchLoader<>(images, settings)) {
            int seen = 0;
            for (int i = loader.batchesPerEpoch(); i > 0; i--) {
                B batch = loader.next();
                if (batch.size() > 0) {
                    judge.see(batch, model.outputs(batch.images()));
                }
                seen += batch.size();
                progress.accept(seen);
            }
            return judge.evaluation(loader.broken().messages());
        }
    }

    private static void requireSameClasses(VisionModel<?> model, Dataset<?> dataset) {
        boolean same = dataset.labels().equals(model.labels());
        if (dataset.labels().size() != model.labels().size() || model.named() && !same) {
            throw new IllegalArgumentException(
                    "The data set's classes " + dataset.labels() + " are not the model's " + model.labels());
        }
    }
}
