package io.github.sknet.train.segment;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.metrics.SegmentationEvaluation;
import io.github.sknet.datasets.segment.MaskEvaluator;
import io.github.sknet.datasets.segment.SegmentationBatch;
import io.github.sknet.datasets.segment.SegmentationBatches;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.graph.segment.SegmentationOutput;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.run.Recipe;
import io.github.sknet.train.run.TrainingTask;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Masks. The decisive metric is the mean IoU on the validation images. */
public final class SegmentationTask implements TrainingTask<SegmentationBatch> {

    private static final String MEAN_IOU = "meanIoU";

    private static final int EVALUATION_BATCH = 4;

    private final Parts.Training<SegmentationDataset> data;
    private final Preprocessing preprocessing;
    private final SegmentationLoss loss;
    private final BatchLoader<SegmentationBatch> batches;
    private final BatchLoader.Settings judging;

    /**
     * The task of the given data.
     *
     * @param data what is learned from, and what is judged by
     * @param preprocessing the input's size in prediction, and how its values are normalised
     * @param recipe says batch size, augmentation, class weights and seed
     * @param hardware says how many threads make batches
     * @throws IOException when the classes are to be balanced and a mask can't be read
     */
    public SegmentationTask(
            Parts.Training<SegmentationDataset> data, Preprocessing preprocessing, Recipe recipe, Hardware hardware)
            throws IOException {
        this.data = data;
        this.preprocessing = preprocessing;
        this.loss = new SegmentationLoss(
                recipe.segmentation().dice(),
                classWeights(recipe).stream().map(Double::floatValue).toList());
        this.batches = new BatchLoader<>(
                SegmentationBatches.training(
                        data.train(),
                        preprocessing,
                        recipe.segmentation().augmentation(),
                        recipe.segmentation().visits(data.train().size()),
                        ImageCache.usualBudget()),
                recipe.learning(hardware.loaderThreads()));
        this.judging = recipe.judging(EVALUATION_BATCH, hardware.loaderThreads());
    }

    private List<Double> classWeights(Recipe recipe) throws IOException {
        int classes = data.train().labels().size();
        double balance = recipe.segmentation().balance();
        if (recipe.classWeights().isEmpty() && balance > 0) {
            return ClassBalance.of(data.train()).weights(balance);
        }
        if (!recipe.classWeights().isEmpty() && recipe.classWeights().size() != classes) {
            throw new IllegalArgumentException(
                    "The recipe weighs " + recipe.classWeights().size() + " classes, but the data has " + classes);
        }
        return recipe.classWeights();
    }

    @Override
    public BatchLoader<SegmentationBatch> batches() {
        return batches;
    }

    @Override
    public Tensor images(SegmentationBatch batch) {
        return batch.images();
    }

    @Override
    public org.bytedeco.pytorch.Tensor loss(Forward forward, SegmentationBatch batch) {
        return loss.of(forward.outputs().get(SegmentationOutput.LOGITS), batch.masks());
    }

    @Override
    public Map<String, Double> evaluate(GraphModule module) throws IOException {
        SegmentationEvaluation result = new MaskEvaluator(data.validation(), preprocessing, judging)
                .evaluate(input -> logits(module, input), seen -> {})
                .evaluation();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(MEAN_IOU, result.meanIoU());
        metrics.put("pixelAccuracy", result.pixelAccuracy());
        return metrics;
    }

    private static Tensor logits(GraphModule module, Tensor input) {
        return NativeScope.get(() -> NativeScope.withoutGradients(() -> Tensors.toJava(
                module.forward(module.device().tensor(input), false).outputs().get(SegmentationOutput.LOGITS))));
    }

    @Override
    public String decisive() {
        return MEAN_IOU;
    }

    @Override
    public void close() {
        batches.close();
    }
}
