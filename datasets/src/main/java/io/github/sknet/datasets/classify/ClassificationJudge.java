package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.metrics.ClassificationMetrics;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.vision.classify.Classifier;
import java.util.List;

/** Compares what a classifier says of images with their labels. */
public final class ClassificationJudge implements Judge<LabelledBatch> {

    private final Classifier classifier;
    private final Observer observer;
    private final ClassificationMetrics figures;

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

    /** A judge that tells nobody. */
    public ClassificationJudge(Classifier classifier) {
        this(classifier, (index, probabilities, label) -> {});
    }

    /** A judge that tells what comes out for each image. */
    public ClassificationJudge(Classifier classifier, Observer observer) {
        this.classifier = classifier;
        this.observer = observer;
        this.figures = new ClassificationMetrics(classifier.labels().size());
    }

    @Override
    public void see(LabelledBatch batch, Prediction outputs) {
        float[][] probabilities = classifier.probabilities(outputs);
        for (int row = 0; row < batch.size(); row++) {
            figures.add(probabilities[row], batch.labels()[row]);
            observer.see(batch.indices()[row], probabilities[row], batch.labels()[row]);
        }
    }

    @Override
    public ClassificationEvaluation evaluation(List<String> broken) {
        return new ClassificationEvaluation(classifier.labels(), figures, broken);
    }
}
