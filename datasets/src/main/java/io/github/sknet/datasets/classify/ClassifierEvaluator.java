package io.github.sknet.datasets.classify;

import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.metrics.ClassificationEvaluation;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Judges a classifier by a data set, in any engine.
 *
 * @param classifier stays open
 * @param batchSize the images that are computed at once, at least 1
 * @param threads that decode images ahead, at least 1
 * @param strict whether a broken image ends the evaluation rather than being skipped
 */
public record ClassifierEvaluator(Classifier classifier, int batchSize, int threads, boolean strict) {

    /**
     * What came out.
     *
     * @param evaluation of the images that could be read
     * @param broken one sentence for each that could not
     */
    public record Result(ClassificationEvaluation evaluation, List<String> broken) {}

    /** Is told what the classifier says of each image. */
    @FunctionalInterface
    public interface Observer {

        /**
         * An image was looked at.
         *
         * @param index of the image in its data set
         * @param probabilities one for each class
         * @param label the true class
         */
        void see(int index, float[] probabilities, int label);
    }

    /**
     * Looks at every image once, prepared as for prediction.
     *
     * @param progress is told the number of images done so far
     * @throws IOException naming a broken image, where strict
     * @throws IllegalArgumentException when the data set's classes are not the classifier's
     */
    public Result evaluate(Dataset dataset, IntConsumer progress) throws IOException {
        return evaluate(dataset, progress, (index, probabilities, label) -> {});
    }

    /** The same, telling what comes out for each image. */
    public Result evaluate(Dataset dataset, IntConsumer progress, Observer observer) throws IOException {
        requireSameClasses(dataset);
        ClassificationEvaluation evaluation =
                new ClassificationEvaluation(classifier.labels().size());
        BatchLoader.Settings lenient = BatchLoader.Settings.evaluation(batchSize, threads);
        BatchLoader.Settings settings = strict ? lenient.strictly() : lenient;
        try (BatchLoader<Batch> loader =
                BatchLoader.labelled(dataset, classifier.preprocessing().asTransform(), settings)) {
            int seen = 0;
            for (int i = 0; i < loader.batchesPerEpoch(); i++) {
                Batch batch = loader.next();
                if (batch.size() > 0) {
                    float[][] probabilities = classifier.probabilities(batch.images());
                    for (int row = 0; row < batch.size(); row++) {
                        evaluation.add(probabilities[row], batch.labels()[row]);
                        observer.see(batch.indices()[row], probabilities[row], batch.labels()[row]);
                    }
                }
                seen += batch.size();
                progress.accept(seen);
            }
            return new Result(evaluation, loader.broken().messages());
        }
    }

    private void requireSameClasses(Dataset dataset) {
        int known = classifier.labels().size();
        if (dataset.labels().size() != known) {
            throw new IllegalArgumentException("The data set has "
                    + dataset.labels().size() + " classes " + dataset.labels() + ", the model " + known);
        }
        boolean named = !classifier.labels().get(0).equals("0");
        if (named && !classifier.labels().equals(dataset.labels())) {
            throw new IllegalArgumentException(
                    "The data set's classes " + dataset.labels() + " are not the model's " + classifier.labels());
        }
    }
}
