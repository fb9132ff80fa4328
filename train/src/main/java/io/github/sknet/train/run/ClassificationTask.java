package io.github.sknet.train.run;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.datasets.classify.Batch;
import io.github.sknet.datasets.classify.DatasetSplits;
import io.github.sknet.datasets.classify.LabelledBatches;
import io.github.sknet.datasets.metrics.ClassificationEvaluation;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.loss.CrossEntropy;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.vision.classify.Scores;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;

/** One label an image. The decisive metric is the accuracy on the validation images. */
public final class ClassificationTask implements TrainingTask<Batch> {

    private static final int EVALUATION_BATCH = 100;
    private static final long WIDTH_AXIS = 3;

    private final DatasetSplits.Training data;
    private final Preprocessing preprocessing;
    private final CrossEntropy loss;
    private final BatchLoader<Batch> batches;
    private final BatchLoader.Settings judging;
    private final boolean mirrored;

    /**
     * The task of the given data.
     *
     * @param data what is learned from, and what is judged by
     * @param preprocessing of every image
     * @param recipe says batch size, augmentation, label smoothing, class weights and seed
     * @param hardware says how many threads make batches
     */
    public ClassificationTask(
            DatasetSplits.Training data, Preprocessing preprocessing, Recipe recipe, Hardware hardware) {
        int classes = data.train().labels().size();
        if (!recipe.classWeights().isEmpty() && recipe.classWeights().size() != classes) {
            throw new IllegalArgumentException(
                    "The recipe weighs " + recipe.classWeights().size() + " classes, but the data has " + classes);
        }
        this.data = data;
        this.preprocessing = preprocessing;
        this.loss = new CrossEntropy(recipe.labelSmoothing(), recipe.classWeights());
        this.batches = LabelledBatches.loader(
                data.train(),
                recipe.augmentation().transform(preprocessing),
                recipe.augmentation().mixing(),
                recipe.learning(hardware.loaderThreads()));
        this.judging = recipe.judging(EVALUATION_BATCH, hardware.loaderThreads());
        this.mirrored = recipe.mirrored();
    }

    @Override
    public BatchLoader<Batch> batches() {
        return batches;
    }

    @Override
    public Tensor images(Batch batch) {
        return batch.images();
    }

    @Override
    public org.bytedeco.pytorch.Tensor loss(Forward forward, Batch batch) {
        return batch.partnerLabels() == batch.labels()
                ? loss.mean(forward.output(), batch.labels())
                : loss.mean(forward.output(), batch.labels(), batch.partnerLabels(), batch.shares());
    }

    @Override
    public Map<String, Double> trainingMetrics(Forward forward, Batch batch) {
        return NativeScope.get(() -> {
            org.bytedeco.pytorch.Tensor logits = forward.output().detach();
            org.bytedeco.pytorch.Tensor right = logits.argmax(new LongOptional(1), false)
                    .eq(Device.of(logits).labels(batch.labels()));
            return Map.of("accuracy", right.sum().item_double() / batch.size());
        });
    }

    @Override
    public Map<String, Double> evaluate(GraphModule module) throws IOException {
        int classes = data.train().labels().size();
        ClassificationEvaluation evaluation = new ClassificationEvaluation(classes);
        double lossSum = 0;
        try (BatchLoader<Batch> validation =
                LabelledBatches.loader(data.validation(), InputTransform.of(preprocessing), judging)) {
            for (int i = validation.batchesPerEpoch(); i > 0; i--) {
                Batch batch = validation.next();
                if (batch.size() > 0) {
                    Tensor logits = logits(module, batch);
                    lossSum += add(evaluation, logits.values(), batch, classes);
                }
            }
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", lossSum / evaluation.images());
        metrics.put("top1", evaluation.top1());
        metrics.put("top5", evaluation.top5());
        return metrics;
    }

    private Tensor logits(GraphModule module, Batch batch) {
        return NativeScope.get(() -> NativeScope.withoutGradients(() -> {
            org.bytedeco.pytorch.Tensor images = module.device().tensor(batch.images());
            org.bytedeco.pytorch.Tensor logits = module.forward(images);
            return Tensors.toJava(
                    mirrored
                            ? logits.add(module.forward(images.flip(WIDTH_AXIS)))
                                    .mul(new Scalar(0.5))
                            : logits);
        }));
    }

    /** The sum of the batch's cross entropies. */
    private static double add(ClassificationEvaluation evaluation, float[] logits, Batch batch, int classes) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            float[] probabilities = Scores.softmax(logits, i, classes);
            evaluation.add(probabilities, batch.labels()[i]);
            sum -= Math.log(Math.max(probabilities[batch.labels()[i]], Float.MIN_NORMAL));
        }
        return sum;
    }

    @Override
    public String decisive() {
        return "top1";
    }

    @Override
    public void close() {
        batches.close();
    }
}
