package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.SampleChance;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchWhiteningTest {

    private static final int SIZE = 28;
    private static final int NUMBERS = 4;
    private static final double EPSILON = 5e-4;

    private static final Recipe RECIPE = Stripes.RECIPE
            .with("augmentation.flip", "0")
            .with("augmentation.mixup", "0")
            .with("epochs", "1");

    private static ModelFile model() {
        Architecture architecture =
                new Architecture("airbench_cifar", new Stripes(1).labels().size(), 1, Map.of("width", "8"));
        return ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(new Stripes(1).labels())
                .withPreprocessing(Stripes.PREPROCESSING);
    }

    private static BatchLoader<LabelledBatch> batches() throws IOException {
        TrainingRun<LabelledDataset, LabelledBatch> run = Stripes.run(RECIPE);
        return new BatchLoader<>(
                run.task()
                        .objective(run.data().train(), run.model().outputs(), Stripes.PREPROCESSING, RECIPE.settings())
                        .batches(),
                RECIPE.learning(1));
    }

    /** The mean products of the numbers of all 2×2 patches of the training images. */
    private static double[][] covariance() {
        double[][] sum = new double[NUMBERS][NUMBERS];
        float[] image = new float[SIZE * SIZE];
        int patches = 40 * (SIZE - 1) * (SIZE - 1);
        for (int index = 0; index < 40; index++) {
            InputTransform.of(Stripes.PREPROCESSING)
                    .apply(new Stripes(40).image(index), SampleChance.of(1, 0, index), image, 0);
            for (int y = 0; y < SIZE - 1; y++) {
                for (int x = 0; x < SIZE - 1; x++) {
                    int at = y * SIZE + x;
                    float[] patch = {image[at], image[at + 1], image[at + SIZE], image[at + SIZE + 1]};
                    for (int i = 0; i < NUMBERS; i++) {
                        for (int j = 0; j < NUMBERS; j++) {
                            sum[i][j] += patch[i] * patch[j] / patches;
                        }
                    }
                }
            }
        }
        return sum;
    }

    private static double product(float[] filters, int f, int g, double[][] covariance) {
        double sum = 0;
        for (int i = 0; i < NUMBERS; i++) {
            for (int j = 0; j < NUMBERS; j++) {
                sum += filters[f * NUMBERS + i] * covariance[i][j] * filters[g * NUMBERS + j];
            }
        }
        return sum;
    }

    @Test
    void whatTheFiltersGiveIsUncorrelatedAndOfVarianceOne() throws IOException {
        double[][] covariance = covariance();
        try (BatchLoader<LabelledBatch> batches = batches();
                GraphModule module = new GraphModule(model().graph(), model().weights())) {
            PatchWhitening.apply(module, "conv1", batches);
            float[] filters = module.weights().get("conv1.weight").values();
            for (int f = 0; f < NUMBERS; f++) {
                double variance = product(filters, f, f, covariance);
                double length = 0;
                for (int i = 0; i < NUMBERS; i++) {
                    double value = filters[f * NUMBERS + i];
                    assertEquals(-value, filters[(NUMBERS + f) * NUMBERS + i], "filter " + f + " and its opposite");
                    length += value * value;
                }
                // A filter is an eigenvector of length (λ + ε)^−½, so that its variance is λ / (λ + ε).
                assertEquals(1, variance + EPSILON * length, 1e-3, "filter " + f);
                for (int g = 0; g < f; g++) {
                    assertEquals(0, product(filters, f, g, covariance), 1e-3, f + " and " + g);
                }
            }
            assertTrue(product(filters, 0, 0, covariance) > 0.99, "the largest eigenvalue comes first");
        }
    }

    /** The filters of the last checkpoint are still those of the first: a run whitens once, and never after it resumed. */
    @Test
    void aRunStartsFromItAndKeepsItWhereFrozen(@TempDir Path folder) throws IOException {
        Recipe recipe = RECIPE.with("whitened", "conv1").with("frozen", "[\"conv1\"]");
        Tensor expected;
        try (BatchLoader<LabelledBatch> batches = batches();
                GraphModule module = new GraphModule(model().graph(), model().weights())) {
            PatchWhitening.apply(module, "conv1", batches);
            expected = module.weights().get("conv1.weight");
        }
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        new Trainer(Stripes.run(model(), recipe, new Stripes(40)), directory).run();
        assertEquals(expected, ModelFile.read(directory.best()).weights().get("conv1.weight"));
        new Trainer(Stripes.run(model(), recipe.with("epochs", "2"), new Stripes(40)), directory).resume();
        assertEquals(
                expected, Checkpoint.read(directory.last()).model().weights().get("conv1.weight"));
    }

    @Test
    void whatCannotBeWhitenedIsNamed() throws IOException {
        try (BatchLoader<LabelledBatch> batches = batches();
                GraphModule module = new GraphModule(Stripes.model().graph(), 1)) {
            assertEquals(
                    "Nothing to whiten: the network has no convolution of the image called 'conv9'",
                    assertThrows(IllegalArgumentException.class, () -> PatchWhitening.apply(module, "conv9", batches))
                            .getMessage());
        }
        Architecture wide = new Architecture("resnet20_cifar", 3, 1, Map.of("width", "20"));
        try (BatchLoader<LabelledBatch> batches = batches();
                GraphModule module = new GraphModule(wide.build(), 1)) {
            assertEquals(
                    "'conv1' has 20 filters; whitening patches of 9 numbers takes 18 at most",
                    assertThrows(IllegalArgumentException.class, () -> PatchWhitening.apply(module, "conv1", batches))
                            .getMessage());
        }
    }
}
