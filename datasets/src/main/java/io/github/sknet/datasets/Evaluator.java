package io.github.sknet.datasets;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.vision.VisionModel;
import java.io.IOException;
import java.util.List;
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
     * @param progress is told the number of images done so far, broken ones among them
     * @throws IOException naming a broken image, where the settings are strict, or where no image could be read
     * @throws IllegalArgumentException when the data set's classes are not the model's
     * @throws NotANumberException when an output of the model is none
     */
    public static <B extends Batch> Evaluation evaluate(
            Dataset<?> dataset,
            VisionModel<?> model,
            BatchLoader.Source<B> images,
            Judge<B> judge,
            BatchLoader.Settings settings,
            IntConsumer progress)
            throws IOException {
        ClassNames.requireSame(dataset.labels(), model.labels().size(), model.named() ? model.labels() : List.of());
        try (BatchLoader<B> loader = new BatchLoader<>(images, settings)) {
            int judged = 0;
            int done = 0;
            for (int i = loader.batchesPerEpoch(); i > 0; i--) {
                B batch = loader.next();
                if (batch.size() > 0) {
                    Prediction outputs = model.outputs(batch.images())
                            .requireNumbers(" in the batch of " + dataset.name(batch.indices()[0]));
                    judge.see(batch, outputs);
                }
                judged += batch.size();
                done = Math.min(done + settings.batchSize(), images.size());
                progress.accept(done);
            }
            List<String> broken = loader.broken().messages();
            if (judged == 0) {
                throw new DatasetException("None of the data set's images can be read; the first: " + broken.get(0));
            }
            return judge.evaluation(broken);
        }
    }
}
