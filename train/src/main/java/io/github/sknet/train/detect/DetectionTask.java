package io.github.sknet.train.detect;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.detect.BoxEvaluator;
import io.github.sknet.datasets.detect.DetectionBatch;
import io.github.sknet.datasets.detect.DetectionBatches;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.run.Recipe;
import io.github.sknet.train.run.TrainingTask;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Boxes. The decisive metric is COCO's average precision on the validation images. */
public final class DetectionTask implements TrainingTask<DetectionBatch> {

    private static final int EVALUATION_BATCH = 8;

    private final Parts.Training<DetectionDataset> data;
    private final Preprocessing preprocessing;
    private final DetectionLoss loss;
    private final BatchLoader<DetectionBatch> batches;
    private final BatchLoader.Settings judging;

    /**
     * The task of the given data.
     *
     * @param data what is learned from, and what is judged by
     * @param graph the detector, of as many classes as the data has
     * @param preprocessing the input's size and how its values are normalised
     * @param recipe says batch size, augmentation and seed
     * @param hardware says how many threads make batches
     */
    public DetectionTask(
            Parts.Training<DetectionDataset> data,
            Graph graph,
            Preprocessing preprocessing,
            Recipe recipe,
            Hardware hardware) {
        this.data = data;
        this.preprocessing = preprocessing;
        this.loss = new DetectionLoss(
                DetectionLevel.of(graph), data.train().labels().size());
        this.batches = new BatchLoader<>(
                DetectionBatches.training(
                        data.train(),
                        preprocessing,
                        recipe.detection().augmentation(),
                        recipe.detection().visits(data.train().size()),
                        ImageCache.usualBudget()),
                recipe.learning(hardware.loaderThreads()));
        this.judging = recipe.judging(EVALUATION_BATCH, hardware.loaderThreads());
    }

    @Override
    public BatchLoader<DetectionBatch> batches() {
        return batches;
    }

    @Override
    public Tensor images(DetectionBatch batch) {
        return batch.images();
    }

    @Override
    public org.bytedeco.pytorch.Tensor loss(Forward forward, DetectionBatch batch) {
        return loss.of(forward.outputs(), batch.objects()).sum();
    }

    @Override
    public Map<String, Double> evaluate(GraphModule module) throws IOException {
        DetectionDecoder decoder =
                new DetectionDecoder(loss.levels(), data.train().labels(), DetectionDecoder.Options.evaluation());
        BoxEvaluator evaluator = new BoxEvaluator(data.validation(), preprocessing, decoder, judging);
        return evaluator
                .evaluate(input -> predict(module, input), seen -> {})
                .precision()
                .figures();
    }

    private static Prediction predict(GraphModule module, Tensor input) {
        return NativeScope.get(() -> NativeScope.withoutGradients(() -> {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            module.forward(module.device().tensor(input), false)
                    .outputs()
                    .forEach((name, tensor) -> outputs.put(name, Tensors.toJava(tensor)));
            return new Prediction(outputs, Map.of());
        }));
    }

    @Override
    public String decisive() {
        return "AP";
    }

    @Override
    public void close() {
        batches.close();
    }
}
