package io.github.sknet.train.classify;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledBatches;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.Objective;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;

/** Cross entropy of logits and labels. */
final class ClassificationObjective implements Objective<LabelledBatch> {

    private final String output;
    private final CrossEntropy loss;
    private final ProgressiveCrops crops;
    private final LabelledBatches batches;

    /**
     * The objective of the given data.
     *
     * @throws IllegalArgumentException when the settings weigh other classes than the data has
     */
    ClassificationObjective(
            LabelledDataset train,
            ClassifierOutputs outputs,
            Preprocessing preprocessing,
            ClassificationSettings settings) {
        ClassWeights.of(settings.classWeights(), train.labels());
        this.output = outputs.output();
        this.loss = settings.loss();
        this.crops = settings.crops();
        this.batches = new LabelledBatches(
                train,
                settings.augmentation().transform(preprocessing),
                settings.augmentation().mixing());
    }

    @Override
    public BatchLoader.Source<LabelledBatch> batches() {
        return batches;
    }

    @Override
    public Tensor inputs(LabelledBatch batch, Moment moment) {
        return crops.of(batch.images(), moment.epoch(), moment.epochs(), moment.random());
    }

    @Override
    public org.bytedeco.pytorch.Tensor loss(Forward forward, LabelledBatch batch) {
        org.bytedeco.pytorch.Tensor logits = logits(forward);
        return batch.partnerLabels() == batch.labels()
                ? loss.mean(logits, batch.labels())
                : loss.mean(logits, batch.labels(), batch.partnerLabels(), batch.shares());
    }

    @Override
    public Map<String, Double> metrics(Forward forward, LabelledBatch batch) {
        return NativeScope.get(() -> {
            org.bytedeco.pytorch.Tensor logits = logits(forward).detach();
            org.bytedeco.pytorch.Tensor right = logits.argmax(new LongOptional(1), false)
                    .eq(Device.of(logits).labels(batch.labels()));
            return Map.of("accuracy", right.sum().item_double() / batch.size());
        });
    }

    private org.bytedeco.pytorch.Tensor logits(Forward forward) {
        return forward.outputs().get(output);
    }
}
