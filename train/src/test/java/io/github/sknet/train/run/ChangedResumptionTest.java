package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on by another recipe than they began with, and by which metric they are judged. */
class ChangedResumptionTest {

    private static final Recipe TWO_EPOCHS = Stripes.RECIPE.with("epochs", "2").with("averageDecay", "0");

    @TempDir
    Path folder;

    private static List<Integer> steps(Recipe recipe, RunDirectory directory) throws IOException {
        List<Integer> seen = new ArrayList<>();
        TrainingListener noting = new TrainingListener() {
            @Override
            public void step(Step step) {
                seen.add(10 * step.epoch() + step.batch());
            }
        };
        new Trainer(Stripes.run(recipe), Hardware.processor(), directory, noting).resume();
        return seen;
    }

    /** Four of five batches of eight are done, which are 32 images: with sixteen a batch, two of two. */
    @Test
    void largerBatchesGoOnWithTheImagesThatAreLeft() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Runs.trainFor(4, Stripes.run(TWO_EPOCHS), directory);
        assertEquals(List.of(12, 21, 22), steps(TWO_EPOCHS.with("batchSize", "16"), directory));
    }

    @Test
    void smallerBatchesGoOnWithTheImagesThatAreLeft() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Runs.trainFor(4, Stripes.run(TWO_EPOCHS), directory);
        assertEquals(
                List.of(19, 20, 21),
                steps(TWO_EPOCHS.with("batchSize", "4"), directory).subList(0, 3));
    }

    @Test
    void theMetricThatIsMonitoredChoosesTheBestEpoch() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe byLoss = Stripes.RECIPE.with("epochs", "4").with("monitor", "loss");
        TrainingResult result = new Trainer(Stripes.run(byLoss), directory).run();
        double least = directory.readMetrics().stream()
                .mapToDouble(row -> row.values().get("val_loss"))
                .min()
                .orElseThrow();
        assertEquals(least, result.bestMetric(), 1e-5);
        assertEquals(byLoss, directory.readRecipe());
    }

    /** An accuracy is no loss: the first epoch by the new metric is the best so far. */
    @Test
    void anotherMetricBeginsAnew() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        new Trainer(Stripes.run(TWO_EPOCHS.with("epochs", "1")), directory).run();
        Recipe byLoss = TWO_EPOCHS.with("monitor", "loss");
        TrainingResult result = new Trainer(Stripes.run(byLoss), directory).resume();
        assertEquals(2, result.bestEpoch());
        assertEquals(directory.readMetrics().get(1).values().get("val_loss"), result.bestMetric(), 1e-5);
    }

    @Test
    void onlyTheTasksMetricsCanBeMonitored() {
        String sentence = assertThrows(
                        IllegalArgumentException.class, () -> Stripes.run(Stripes.RECIPE.with("monitor", "meanIoU")))
                .getMessage();
        assertEquals(
                "There is no metric 'meanIoU' to monitor in training to classify; there are: loss, top1, top5",
                sentence);
    }

    @Test
    void everyClassHasItsColumn() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        new Trainer(Stripes.run(TWO_EPOCHS), directory).run();
        for (EpochMetrics row : directory.readMetrics()) {
            double mean = new Stripes(1)
                    .labels().stream()
                            .mapToDouble(name -> row.values().get("val_recall:" + name))
                            .average()
                            .orElseThrow();
            assertEquals(row.values().get("val_top1"), mean, 1e-5, "eight images of each class");
            assertTrue(row.ofAllClasses().keySet().stream().noneMatch(column -> column.contains("recall")));
        }
    }
}
