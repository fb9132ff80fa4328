package io.github.sknet.train.detect;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.datasets.detect.DetectionBatch;
import io.github.sknet.datasets.detect.DetectionBatches;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.Objective;
import io.github.sknet.train.module.Forward;
import org.bytedeco.pytorch.Tensor;

/** FCOS's loss of boxes, classes and centre-ness. */
final class DetectionObjective implements Objective<DetectionBatch> {

    private final DetectionLoss loss;
    private final DetectionBatches batches;

    /**
     * The objective of the given data.
     *
     * @throws IllegalArgumentException when the settings weigh other classes than the data has
     */
    DetectionObjective(
            DetectionDataset train, DetectorOutputs outputs, Preprocessing preprocessing, DetectionSettings settings) {
        this.loss = new DetectionLoss(
                outputs.levels(), outputs.classes(), ClassWeights.of(settings.classWeights(), train.labels()));
        this.batches = DetectionBatches.training(
                train, preprocessing, settings.augmentation(), settings.visits(train.size()), ImageCache.usualBudget());
    }

    @Override
    public BatchLoader.Source<DetectionBatch> batches() {
        return batches;
    }

    @Override
    public Tensor loss(Forward forward, DetectionBatch batch) {
        return loss.of(forward.outputs(), batch.objects()).sum();
    }
}
