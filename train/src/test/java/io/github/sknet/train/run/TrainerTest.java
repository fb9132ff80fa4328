package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.recipe.Monitoring;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Recipe RECIPE = Stripes.RECIPE;

    private static TrainingResult train(Recipe recipe, RunDirectory directory) throws IOException {
        return new Trainer(Stripes.run(recipe), directory).run();
    }

    private static TrainingResult resume(Recipe recipe, RunDirectory directory) throws IOException {
        return new Trainer(Stripes.run(recipe), directory).resume();
    }

    @Test
    void aRunLearnsAndLeavesItsTraces(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe = RECIPE.with("epochs", "6").with("averageDecay", "0").with("augmentation.mixup", "0");
        TrainingResult result = train(recipe, directory);
        assertEquals(TrainingResult.End.COMPLETED, result.end());
        assertEquals(6 * 40, result.images());
        assertTrue(result.bestMetric() > 0.9, result::toString);
        assertEquals(7, Files.readAllLines(directory.metrics()).size());
        assertEquals(new Stripes(1).labels(), ModelFile.read(directory.best()).labels());
        assertEquals(recipe, directory.readRecipe());
        assertThrows(IOException.class, () -> RunDirectory.create(folder.resolve("run")));
    }

    /** Of six epochs the fourth and the last; early stopping can't come before there is something to judge by. */
    @Test
    void evaluatesAsOftenAsAsked(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe =
                RECIPE.with("epochs", "6").with("run.evaluateEvery", "4").with("patience", "3");
        TrainingResult result = train(recipe, directory);
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
        train(RECIPE, whole);
        for (int stopAfter : new int[] {2, 5, 12}) {
            RunDirectory parts = RunDirectory.create(folder.resolve("stopped-" + stopAfter));
            assertEquals(
                    TrainingResult.End.STOPPED,
                    Runs.trainFor(stopAfter, Stripes.run(RECIPE), parts).end());
            assertEquals(TrainingResult.End.COMPLETED, resume(RECIPE, parts).end());
            Runs.assertSame(whole, parts);
        }
    }

    /** Stopped within the part that has crops and gone on with: the same places, the same numbers, bit for bit. */
    @Test
    void aResumedRunCropsAtTheSamePlaces(@TempDir Path folder) throws IOException {
        Recipe recipe =
                RECIPE.with("crops.size", "20").with("crops.share", "0.7").with("mirrored", "true");
        Runs.assertResumesExactly(Stripes.run(recipe), 7, folder);
    }

    /** Killed after some steps with a checkpoint after each update, and gone on with from the last one. */
    @Test
    void checkpointsWithinAnEpochAreExactToo(@TempDir Path folder) throws IOException {
        Recipe recipe = RECIPE.with("epochs", "2").with("accumulation", "2").with("run.checkpointSeconds", "1e-9");
        RunDirectory whole = RunDirectory.create(folder.resolve("whole"));
        train(recipe, whole);
        RunDirectory parts = RunDirectory.create(folder.resolve("parts"));
        TrainingListener failing = new TrainingListener() {
            @Override
            public void step(Step step) {
                if (step.epoch() == 2 && step.batch() == 4) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        Trainer trainer = new Trainer(Stripes.run(recipe), Hardware.processor(), parts, failing);
        assertThrows(IllegalStateException.class, trainer::run);
        TrainingState saved = Checkpoint.read(parts.last()).state();
        assertEquals(
                new BatchLoader.Position(1, 2), saved.position(), "the checkpoint after the second batch's update");
        resume(recipe, parts);
        Runs.assertSame(whole, parts);
    }

    /** Of 40 images one is broken: strict runs end, others skip it, name it and go on. */
    @Test
    void aBrokenImageIsSkippedOrFatal(@TempDir Path folder) throws IOException {
        Recipe lenient = RECIPE.with("epochs", "2");
        LabelledDataset data = new OneBroken(new Stripes(40), 7);
        TrainingResult result = new Trainer(
                        Stripes.run(Stripes.model(), lenient, data), RunDirectory.create(folder.resolve("lenient")))
                .run();
        assertEquals(List.of("stripes 7 is broken"), result.broken());
        assertEquals(2 * 39, result.images());
        Trainer strict = new Trainer(
                Stripes.run(Stripes.model(), lenient.with("run.strict", "true"), data),
                RunDirectory.create(folder.resolve("strict")));
        assertEquals(
                "stripes 7 is broken",
                assertThrows(IOException.class, strict::run).getMessage());
    }

    @Test
    void theSameSeedGivesTheSameRun(@TempDir Path folder) throws IOException {
        RunDirectory first = RunDirectory.create(folder.resolve("first"));
        RunDirectory second = RunDirectory.create(folder.resolve("second"));
        RunDirectory other = RunDirectory.create(folder.resolve("other"));
        Recipe recipe = RECIPE.with("epochs", "1").with("accumulation", "2").with("clipNorm", "1");
        train(recipe, first);
        train(recipe, second);
        train(recipe.with("seed", "2"), other);
        Runs.assertSame(first, second);
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
        try {
            new Trainer(Stripes.run(recipe), three, directory, looking).run();
            assertEquals(1, Hardware.processor().threads(), "of whom nothing else was asked");
        } finally {
            Hardware.processor().start();
        }
        assertEquals(List.of(3, 3, 3, 3, 3), seen);
        Map<?, ?> environment = (Map<?, ?>) directory.readConfig().get("environment");
        assertEquals("cpu", environment.get("device"));
        assertEquals(3, ((Number) ((Map<?, ?>) environment.get("libtorch")).get("threads")).intValue());
    }

    @Test
    void patienceEndsARun(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe = RECIPE.with("epochs", "50").with("patience", "2").with("optimiser.learningRate", "1e-9");
        assertEquals(TrainingResult.End.PATIENCE, train(recipe, directory).end());
    }

    @Test
    void aMetricThatIsNoNumberIsNeverTheBest() {
        Monitoring more = new Monitoring("", 0);
        assertFalse(more.isBetter(Double.NaN, null));
        assertTrue(more.isBetter(0.1, null));
        assertFalse(more.isBetter(Double.NaN, 0.1));
        assertTrue(more.isBetter(0.2, 0.1));
        assertTrue(new Monitoring("loss", 0).isBetter(0.1, 0.2), "of a loss less is better");
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunWithASentence(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        TrainingException diverged = assertThrows(
                TrainingException.class, () -> train(RECIPE.with("optimiser.learningRate", "1e30"), directory));
        assertTrue(
                diverged.getMessage().matches("The loss is not a number in epoch 1, step \\d.*: try a smaller --lr.*"),
                diverged.getMessage());
        assertEquals(TrainingResult.End.DIVERGED, diverged.result().end());
        assertEquals(1, directory.readMetrics().size());
        assertEquals(
                Stripes.model().weights(),
                ModelFile.read(directory.last()).weights(),
                "no checkpoint of a broken network: the first one, of the beginning, is still the last");
    }

    @Test
    void aClassifierOfOtherClassesStartsAnewTheRestGoesOn() {
        ModelFile known = Stripes.model();
        FineTuning tuning = FineTuning.from(
                known.weights(),
                known.architecture().orElseThrow().withClasses(7).build(),
                9);
        assertEquals(List.of("classifier.0.weight", "classifier.0.bias"), tuning.fresh());
        assertEquals(
                known.weights().get("stage_3.0.feas.0.weight"), tuning.weights().get("stage_3.0.feas.0.weight"));
    }
}
