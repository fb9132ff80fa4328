package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.models.Architecture;
import io.github.sknet.models.ModelFile;
import io.github.sknet.vision.data.Batch;
import io.github.sknet.vision.data.Dataset;
import io.github.sknet.vision.data.DatasetSplits;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Preprocessing;
import io.github.sknet.weights.Safetensors;
import io.github.sknet.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final int CLASSES = 3;
    private static final Preprocessing PREPROCESSING = Preprocessing.exactSize(1, 28, 28);

    /** Stripes whose direction is the label, so that a few steps learn it. */
    private record Stripes(int size) implements Dataset {

        @Override
        public List<String> labels() {
            return List.of("rows", "columns", "diagonals");
        }

        @Override
        public int label(int index) {
            return index % CLASSES;
        }

        @Override
        public String name(int index) {
            return "stripes " + index;
        }

        @Override
        public Image image(int index) {
            byte[] pixels = new byte[28 * 28];
            for (int y = 0; y < 28; y++) {
                for (int x = 0; x < 28; x++) {
                    int along = new int[] {y, x, x + y}[label(index)];
                    pixels[y * 28 + x] = (byte) ((along + index) / 3 % 2 == 0 ? 220 : 30);
                }
            }
            return new Image(28, 28, 1, pixels);
        }
    }

    private static final Recipe RECIPE = Recipe.named("quick")
            .with("epochs", "3")
            .with("batchSize", "8")
            .with("averageDecay", "0.9")
            .with("augmentation.mixup", "0.2")
            .with("optimiser.learningRate", "0.02");

    private static ClassificationTask task(Recipe recipe) {
        return new ClassificationTask(
                new DatasetSplits.Training(new Stripes(40), new Stripes(24)), PREPROCESSING, recipe);
    }

    private static ModelFile model() {
        Architecture architecture = Architecture.of("sknet_tiny", CLASSES, 1);
        return new ModelFile(
                architecture,
                Weights.initial(architecture.build(), 1),
                new Stripes(1).labels(),
                Optional.of(PREPROCESSING.toJson()),
                Optional.empty());
    }

    /** Asks to stop after the given number of steps. */
    private static final class StopAfter implements TrainingListener {
        private final int steps;
        private Trainer<Batch> trainer;
        private int seen;

        StopAfter(int steps) {
            this.steps = steps;
        }

        @Override
        public void step(Step step) {
            if (++seen == steps) {
                trainer.stop();
            }
        }
    }

    private static TrainingResult train(Recipe recipe, RunDirectory directory, int stopAfter, boolean resume)
            throws IOException {
        try (ClassificationTask task = task(recipe)) {
            StopAfter listener = new StopAfter(stopAfter);
            listener.trainer = new Trainer<>(model(), recipe, task, directory, listener);
            return resume ? listener.trainer.resume() : listener.trainer.run();
        }
    }

    private static List<String> metricsWithoutTimes(RunDirectory directory) throws IOException {
        return Files.readAllLines(directory.metrics()).stream()
                .map(line -> line.replaceAll("(,[^,]*){4}$", ""))
                .toList();
    }

    private static void assertSameRun(RunDirectory expected, RunDirectory actual) throws IOException {
        assertEquals(
                Safetensors.read(expected.last()).tensors(),
                Safetensors.read(actual.last()).tensors(),
                "weights, optimiser and average");
        assertEquals(
                ModelFile.read(expected.best()).weights(),
                ModelFile.read(actual.best()).weights());
        assertEquals(metricsWithoutTimes(expected), metricsWithoutTimes(actual));
    }

    @Test
    void aRunLearnsAndLeavesItsTraces(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe = RECIPE.with("epochs", "6").with("averageDecay", "0").with("augmentation.mixup", "0");
        TrainingResult result = train(recipe, directory, -1, false);
        assertEquals(TrainingResult.End.COMPLETED, result.end());
        assertEquals(6 * 40, result.images());
        assertTrue(result.bestMetric() > 0.9, result::toString);
        assertEquals(7, Files.readAllLines(directory.metrics()).size());
        assertEquals(new Stripes(1).labels(), ModelFile.read(directory.best()).labels());
        assertEquals(recipe, Recipe.fromJson(directory.readConfig().get("recipe")));
        assertThrows(IOException.class, () -> RunDirectory.create(folder.resolve("run")));
    }

    /** Stopped in the middle of an epoch and gone on with: the same numbers as in one go, bit for bit. */
    @Test
    void resumedRunsAreTheSame(@TempDir Path folder) throws IOException {
        RunDirectory whole = RunDirectory.create(folder.resolve("whole"));
        train(RECIPE, whole, -1, false);
        for (int stopAfter : new int[] {2, 5, 12}) {
            RunDirectory parts = RunDirectory.create(folder.resolve("stopped-" + stopAfter));
            assertEquals(
                    TrainingResult.End.STOPPED,
                    train(RECIPE, parts, stopAfter, false).end());
            assertEquals(
                    TrainingResult.End.COMPLETED, train(RECIPE, parts, -1, true).end());
            assertSameRun(whole, parts);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun(@TempDir Path folder) throws IOException {
        RunDirectory first = RunDirectory.create(folder.resolve("first"));
        RunDirectory second = RunDirectory.create(folder.resolve("second"));
        RunDirectory other = RunDirectory.create(folder.resolve("other"));
        Recipe recipe = RECIPE.with("epochs", "1").with("accumulation", "2").with("clipNorm", "1");
        train(recipe, first, -1, false);
        train(recipe, second, -1, false);
        train(recipe.with("seed", "2"), other, -1, false);
        assertSameRun(first, second);
        assertNotEquals(
                ModelFile.read(first.last()).weights(),
                ModelFile.read(other.last()).weights());
    }

    @Test
    void patienceEndsARun(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe = RECIPE.with("epochs", "50").with("patience", "2").with("optimiser.learningRate", "1e-9");
        assertEquals(
                TrainingResult.End.PATIENCE, train(recipe, directory, -1, false).end());
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunWithASentence(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        TrainingException diverged = assertThrows(
                TrainingException.class,
                () -> train(RECIPE.with("optimiser.learningRate", "1e30"), directory, -1, false));
        assertTrue(diverged.getMessage().contains("no longer finite"), diverged.getMessage());
        assertFalse(Files.exists(directory.last()), "no checkpoint of a broken network");
    }

    @Test
    void aClassifierOfOtherClassesStartsAnewTheRestGoesOn() {
        ModelFile known = model();
        FineTuning tuning = FineTuning.from(
                known.weights(), known.architecture().withClasses(7).build(), 9);
        assertEquals(List.of("classifier.0.weight", "classifier.0.bias"), tuning.fresh());
        assertEquals(
                known.weights().get("stage_3.0.feas.0.weight"), tuning.weights().get("stage_3.0.feas.0.weight"));
    }
}
