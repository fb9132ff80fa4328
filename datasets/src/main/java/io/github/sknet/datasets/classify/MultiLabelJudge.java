package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.metrics.MultiLabelMetrics;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.vision.classify.Classifier;
import java.util.List;

/** Compares what a classifier says of images with their classes, where these do not exclude each other. */
final class MultiLabelJudge implements Judge<LabelledBatch> {

    private final Classifier classifier;
    private final MultiLabelMetrics figures;

    /** A judge of what is at least as probable as the classifier's threshold. */
    MultiLabelJudge(Classifier classifier) {
        this.classifier = classifier;
        this.figures = new MultiLabelMetrics(classifier.labels().size(), classifier.threshold());
    }

    @Override
    public void see(LabelledBatch batch, Prediction outputs) {
        float[][] probabilities = classifier.probabilities(outputs);
        for (int row = 0; row < batch.size(); row++) {
            figures.add(probabilities[row], batch.classes()[row]);
        }
    }

    @Override
    public MultiLabelEvaluation evaluation(List<String> broken) {
        return new MultiLabelEvaluation(classifier.labels(), figures, broken);
    }
}
