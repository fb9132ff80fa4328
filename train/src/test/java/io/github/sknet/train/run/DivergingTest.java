package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose numbers end: with a sentence, and nothing written that is no number. */
class DivergingTest {

    private static final Recipe WILD = Stripes.RECIPE
            .with("epochs", "3")
            .with("averageDecay", "0")
            .with("schedule.shape", "constant")
            .with("schedule.warmupEpochs", "0")
            .with("optimiser.learningRate", "1e30");

    @TempDir
    Path folder;

    /** One batch an epoch: the loss is a number, and what the update leaves is none. */
    @Test
    void weightsThatAreNoNumbersAreNeitherJudgedNorWritten() throws IOException {
        for (String every : List.of("1", "3")) {
            Recipe recipe = WILD.with("batchSize", "40")
                    .with("optimiser.weightDecay", "1e12")
                    .with("run.evaluateEvery", every);
            RunDirectory directory = RunDirectory.create(folder.resolve("every-" + every));
            TrainingException diverged =
                    assertThrows(TrainingException.class, () -> new Trainer(Stripes.run(recipe), directory).run());
            assertTrue(
                    diverged.getMessage()
                            .matches("The weights are not all numbers in epoch 1, step 1: try a smaller --lr.*"),
                    diverged.getMessage());
            assertNumbers(directory);
            assertEquals(1, directory.readMetrics().size());
            assertFalse(Files.exists(directory.best()));
        }
    }

    /** After a good epoch it goes wrong: the good epoch stays what the folder holds. */
    @Test
    void theLastGoodCheckpointStays() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        new Trainer(Stripes.run(Stripes.RECIPE.with("epochs", "1").with("averageDecay", "0")), directory).run();
        Weights good = ModelFile.read(directory.last()).weights();
        TrainingException diverged =
                assertThrows(TrainingException.class, () -> new Trainer(Stripes.run(WILD), directory).resume());
        assertTrue(
                diverged.getMessage().startsWith("The loss is not a number in epoch 2, step "), diverged.getMessage());
        assertEquals(1, diverged.result().epochs());
        assertEquals(TrainingResult.End.DIVERGED, diverged.result().end());
        assertEquals(good, ModelFile.read(directory.last()).weights());
        assertEquals(2, directory.readMetrics().size());
        assertNumbers(directory);
        assertEquals(
                TrainingResult.End.COMPLETED,
                new Trainer(Stripes.run(Stripes.RECIPE.with("averageDecay", "0")), directory)
                        .resume()
                        .end(),
                "with a smaller rate it goes on");
    }

    /** The average is judged, and it is further behind than the weights. */
    @Test
    void theAverageIsNotKeptEither() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        assertThrows(
                TrainingException.class,
                () -> new Trainer(
                                Stripes.run(WILD.with("averageDecay", "0.9").with("optimiser.weightDecay", "1e12")),
                                directory)
                        .run());
        assertNumbers(directory);
    }

    private static void assertNumbers(RunDirectory directory) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(directory.last());
        assertTrue(checkpoint.model().weights().tensors().values().stream().allMatch(Tensor::isFinite));
        assertTrue(checkpoint.optimiser().values().stream().allMatch(Tensor::isFinite));
    }

    /** libtorch would end with a message of its own. */
    @Test
    void aRateThatNoFloatHoldsIsRefused() {
        for (String entry : List.of("optimiser.learningRate", "optimiser.weightDecay")) {
            assertThrows(IllegalArgumentException.class, () -> WILD.with(entry, "1e60"));
        }
    }

    @Test
    void weightsThatAreNoNumbersAreNoStart() {
        ModelFile model = Stripes.model();
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        String name = "classifier.0.bias";
        tensors.put(name, Tensor.of(new float[] {0, Float.NaN, 0}, 3));
        ModelFile broken = model.withWeights(new Weights(tensors));
        assertEquals(
                "The weights to start from are not all numbers: '" + name + "' holds NaN or an infinity",
                assertThrows(NotANumberException.class, () -> Stripes.run(broken, Stripes.RECIPE, new Stripes(40)))
                        .getMessage());
    }
}
