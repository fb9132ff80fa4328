package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.ClassifyDatasets;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.classify.ClassifierHead;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.classify.ClassifyTraining;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.classify.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that is in no registry is trained, stopped, gone on with, loaded and fine-tuned like any other. */
class OwnNetworkTest {

    private static final Recipe RECIPE =
            Recipe.named("quick").with("epochs", "5").with("batchSize", "8").with("optimiser.learningRate", "0.05");

    private static Graph graph(int classes) {
        GraphBuilder b = new GraphBuilder(1);
        Node x = b.add("conv1", Conv2d.of(1, 12, Window.of(3).stride(2).padding(1)), b.input());
        x = b.add("relu1", Activation.relu(), b.add("bn1", BatchNorm.of(12), x));
        x = b.add("conv2", Conv2d.of(12, 24, Window.of(3).stride(2).padding(1)), x);
        x = b.add("relu2", Activation.relu(), b.add("bn2", BatchNorm.of(24), x));
        ClassifierHead.add(b, x, 24, classes, 0);
        return b.build();
    }

    private static ModelFile model(Graph graph, Weights weights) {
        return ModelFile.of(graph, weights, new ClassifyTask())
                .withLabels(new Stripes(1).labels())
                .withPreprocessing(Stripes.PREPROCESSING);
    }

    private static TrainingRun<?, ?> run(ModelFile model, Recipe recipe) {
        return new TrainingRun<>(
                new ClassifyTraining(),
                model,
                recipe,
                new Splits.Training<LabelledDataset>(new Stripes(60), new Stripes(24)));
    }

    @Test
    void itIsTrainedAndItsFileIsAModelOfItsOwn(@TempDir Path folder) throws IOException {
        Graph graph = graph(3);
        TrainingRun<?, ?> run = run(model(graph, Weights.initial(graph, 1)), RECIPE);
        Runs.assertResumesExactly(run, 10, folder);
        RunDirectory directory = new RunDirectory(folder.resolve("whole"));
        assertFalse(directory.readConfig().containsKey("architecture"));
        assertEquals(graph, ModelFile.read(directory.best()).graph());
        double best = directory.readMetrics().stream()
                .mapToDouble(row -> row.values().get("val_top1"))
                .max()
                .orElseThrow();
        assertTrue(best > 0.9, "top-1 " + best);
        try (Classifier classifier =
                Classifier.load(directory.best(), VisionModels.Options.usual().forEvaluation())) {
            Map<String, Double> judged = new ClassifyDatasets()
                    .evaluate(new Stripes(24), classifier, BatchLoader.Settings.evaluation(8, 1), seen -> {})
                    .metrics();
            assertEquals(best, judged.get("top1"), 1e-6, "another engine says the same of the file");
        }
    }

    @Test
    void itIsFineTunedByNamesAndShapes(@TempDir Path folder) throws IOException {
        Graph other = graph(7);
        Graph graph = graph(3);
        FineTuning tuning = FineTuning.from(Weights.initial(other, 5), graph, 1);
        assertEquals(List.of("fc.weight", "fc.bias"), tuning.fresh());
        Recipe recipe = RECIPE.with("epochs", "1").with("frozen", "[\"conv1\", \"bn1\"]");
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        new Trainer(run(model(graph, tuning.weights()), recipe), directory).run();
        assertEquals(
                tuning.weights().get("conv1.weight"),
                ModelFile.read(directory.last()).weights().get("conv1.weight"));
    }
}
