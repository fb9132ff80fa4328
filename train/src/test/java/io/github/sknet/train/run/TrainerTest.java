package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.classify.Batch;
import io.github.sknet.datasets.classify.Dataset;
import io.github.sknet.datasets.classify.DatasetSplits;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Recipe RECIPE = Stripes.RECIPE;

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
        try (ClassificationTask task = Stripes.task(recipe)) {
            StopAfter listener = new StopAfter(stopAfter);
            listener.trainer = new Trainer<>(Stripes.model(), recipe, task, Stripes.HARDWARE, directory, listener);
            return resume ? listener.trainer.resume() : listener.trainer.run();
        }
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

    /** Of six epochs the fourth and the last; early stopping can't come before there is something to judge by. */
    @Test
    void evaluatesAsOftenAsAsked(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe =
                RECIPE.with("epochs", "6").with("run.evaluateEvery", "4").with("patience", "3");
        TrainingResult result = train(recipe, directory, -1, false);
        assertEquals(TrainingResult.End.COMPLETED, result.end());
        assertEquals(
                List.of(4, 6),
                directory.readMetrics().stream()
                        .filter(row -> row.values().containsKey("val_top1"))
                        .map(EpochMetrics::epoch)
                        .toList());
        List<String> lines = Files.readAllLines(directory.metrics());
        assertEquals(7, lines.size());
        assertTrue(lines.get(0).matches("epoch,learning_rate,train_.*,val_.*,seconds,.*"), lines.get(0));
        assertTrue(List.of(4, 6).contains(result.bestEpoch()));
        assertThrows(IllegalArgumentException.class, () -> RECIPE.with("run.evaluateEvery", "0"));
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
            Stripes.assertSameRun(whole, parts);
        }
    }

    /** Killed after some steps with a checkpoint after each update, and gone on with from the last one. */
    @Test
    void checkpointsWithinAnEpochAreExactToo(@TempDir Path folder) throws IOException {
        Recipe recipe = RECIPE.with("epochs", "2").with("accumulation", "2").with("run.checkpointSeconds", "1e-9");
        RunDirectory whole = RunDirectory.create(folder.resolve("whole"));
        train(recipe, whole, -1, false);
        RunDirectory parts = RunDirectory.create(folder.resolve("parts"));
        TrainingListener failing = new TrainingListener() {
            @Override
            public void step(Step step) {
                if (step.epoch() == 2 && step.batch() == 4) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        try (ClassificationTask task = Stripes.task(recipe)) {
            Trainer<Batch> trainer = new Trainer<>(Stripes.model(), recipe, task, Stripes.HARDWARE, parts, failing);
            assertThrows(IllegalStateException.class, trainer::run);
        }
        TrainingState saved = Checkpoint.read(parts.last()).state();
        assertEquals(
                new BatchLoader.Position(1, 2), saved.position(), "the checkpoint after the second batch's update");
        train(recipe, parts, -1, true);
        Stripes.assertSameRun(whole, parts);
    }

    /** Of 40 images one is broken: strict runs end, others skip it, name it and go on. */
    @Test
    void aBrokenImageIsSkippedOrFatal(@TempDir Path folder) throws IOException {
        Recipe lenient = RECIPE.with("epochs", "2");
        DatasetSplits.Training data = new DatasetSplits.Training(new OneBroken(new Stripes(40)), new Stripes(24));
        try (ClassificationTask task = new ClassificationTask(data, Stripes.PREPROCESSING, lenient, Stripes.HARDWARE)) {
            RunDirectory directory = RunDirectory.create(folder.resolve("lenient"));
            TrainingResult result = new Trainer<>(
                            Stripes.model(), lenient, task, Stripes.HARDWARE, directory, TrainingListener.NONE)
                    .run();
            assertEquals(List.of("stripes 7 is broken"), result.broken());
            assertEquals(2 * 39, result.images());
        }
        Recipe strict = lenient.with("run.strict", "true");
        try (ClassificationTask task = new ClassificationTask(data, Stripes.PREPROCESSING, strict, Stripes.HARDWARE)) {
            RunDirectory directory = RunDirectory.create(folder.resolve("strict"));
            Trainer<Batch> trainer =
                    new Trainer<>(Stripes.model(), strict, task, Stripes.HARDWARE, directory, TrainingListener.NONE);
            assertEquals(
                    "stripes 7 is broken",
                    assertThrows(IOException.class, trainer::run).getMessage());
        }
    }

    private record OneBroken(Dataset whole) implements Dataset {

        @Override
        public int size() {
            return whole.size();
        }

        @Override
        public List<String> labels() {
            return whole.labels();
        }

        @Override
        public int label(int index) {
            return whole.label(index);
        }

        @Override
        public String name(int index) {
            return whole.name(index);
        }

        @Override
        public Image image(int index) throws IOException {
            if (index == 7) {
                throw new IOException(name(index) + " is broken");
            }
            return whole.image(index);
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
        Stripes.assertSameRun(first, second);
        assertNotEquals(
                ModelFile.read(first.last()).weights(),
                ModelFile.read(other.last()).weights());
    }

    /** Whatever the environment said when libtorch was loaded (here one thread). */
    @Test
    void libtorchUsesTheThreadsOfTheRun(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe = RECIPE.with("epochs", "1");
        Hardware three = new Hardware(Device.CPU, 3);
        List<Integer> seen = new ArrayList<>();
        TrainingListener looking = new TrainingListener() {
            @Override
            public void step(Step step) {
                seen.add(torch.get_num_threads());
            }
        };
        try (ClassificationTask task = Stripes.task(recipe)) {
            new Trainer<>(Stripes.model(), recipe, task, three, directory, looking).run();
        } finally {
            Stripes.HARDWARE.start();
        }
        assertEquals(List.of(3, 3, 3, 3, 3), seen);
        JsonNode environment = directory.readConfig().get("environment");
        assertEquals("cpu", environment.get("device").asText());
        assertEquals(3, environment.get("libtorch").get("threads").asInt());
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
        assertEquals(
                Stripes.model().weights(),
                ModelFile.read(directory.last()).weights(),
                "no checkpoint of a broken network: the first one, of the beginning, is still the last");
    }

    @Test
    void aClassifierOfOtherClassesStartsAnewTheRestGoesOn() {
        ModelFile known = Stripes.model();
        FineTuning tuning = FineTuning.from(
                known.weights(), known.architecture().withClasses(7).build(), 9);
        assertEquals(List.of("classifier.0.weight", "classifier.0.bias"), tuning.fresh());
        assertEquals(
                known.weights().get("stage_3.0.feas.0.weight"), tuning.weights().get("stage_3.0.feas.0.weight"));
    }
}
