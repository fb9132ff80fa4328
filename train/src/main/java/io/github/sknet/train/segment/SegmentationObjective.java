package io.github.sknet.train.segment;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.datasets.segment.SegmentationBatch;
import io.github.sknet.datasets.segment.SegmentationBatches;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmenterOutputs;
import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.Objective;
import io.github.sknet.train.module.Forward;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Cross entropy of pixels, with a share of Dice loss. */
final class SegmentationObjective implements Objective<SegmentationBatch> {

    private final String output;
    private final SegmentationLoss loss;
    private final SegmentationBatches batches;

    /**
     * The objective of the given data.
     *
     * @throws IllegalArgumentException when the settings weigh other classes than the data has
     */
    SegmentationObjective(
            SegmentationDataset train,
            SegmenterOutputs outputs,
            Preprocessing preprocessing,
            SegmentationSettings settings) {
        this.output = outputs.output();
        this.loss = new SegmentationLoss(
                settings.dice(),
                classWeights(train, settings).stream().map(Double::floatValue).toList());
        this.batches = SegmentationBatches.training(
                train, preprocessing, settings.augmentation(), settings.visits(train.size()), ImageCache.usualBudget());
    }

    private static List<Double> classWeights(SegmentationDataset train, SegmentationSettings settings) {
        List<Double> weights = ClassWeights.of(settings.classWeights(), train.labels());
        return weights.isEmpty() && settings.balance() > 0
                ? new ClassBalance(train.counts()).weights(settings.balance())
                : weights;
    }

    @Override
    public BatchLoader.Source<SegmentationBatch> batches() {
        return batches;
    }

    @Override
    public Tensor loss(Forward forward, SegmentationBatch batch) {
        return loss.of(forward.outputs().get(output), batch.masks());
    }
}
