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
import io.github.sknet.train.torch.NativeScope;
import java.util.Map;

/** To learn the classes of images: one each, or several. */
final class ClassificationObjective implements Objective<LabelledBatch> {

    private final String output;
    private final Learning learning;
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
        this.learning = settings.learning(outputs);
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
        return learning.loss(logits(forward), batch);
    }

    @Override
    public Map<String, Double> metrics(Forward forward, LabelledBatch batch) {
        return NativeScope.get(() -> learning.metrics(logits(forward).detach(), batch));
    }

    private org.bytedeco.pytorch.Tensor logits(Forward forward) {
        return forward.outputs().get(output);
    }
}
