package io.github.sknet.train.run;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.engine.TorchPredictor;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionTask;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a network in training is judged: like any model of its task, by the images that the run does not learn from.
 *
 * @param run which network and which images
 * @param hardware says how many threads make batches; the network is judged where it is trained
 */
record Validation<D extends Dataset<D>, B extends Batch>(TrainingRun<D, B> run, Hardware hardware) {

    /**
     * Judges a module, which is in inference mode afterwards.
     *
     * @return the metrics in the order in which they are told, with the decisive one, and then those of single classes
     * @throws NotANumberException when the network's outputs are none
     * @throws IOException when no image can be read, or in a strict run one can't
     */
    Map<String, Double> metrics(GraphModule module) throws IOException {
        TrainingTask<D, B> task = run.task();
        // Closing the model would close the module, which is trained on.
        Evaluation evaluation = task.datasets()
                .evaluate(
                        run.data().validation(),
                        model(module),
                        run.recipe().judging(task.evaluationBatch(), hardware.loaderThreads()),
                        seen -> {});
        if (!evaluation.metrics().containsKey(run.monitored())) {
            throw new IllegalStateException("To " + task.id() + " is judged by "
                    + evaluation.metrics().keySet() + ", of which none is the decisive '" + run.monitored() + "'");
        }
        Map<String, Double> metrics = new LinkedHashMap<>(evaluation.metrics());
        metrics.putAll(evaluation.classMetrics());
        return metrics;
    }

    private VisionModel<?> model(GraphModule module) {
        VisionTask vision = VisionTask.named(run.task().id());
        Settings settings = run.task().judging(run.recipe().settings());
        vision.requireOwn(settings);
        return vision.model(
                module.graph(),
                run.model().outputs(),
                run.model().labels(),
                run.preprocessing(),
                new TorchPredictor(module),
                VisionTask.Use.EVALUATION,
                settings);
    }
}
